/**
 * What is asked of the edge over HTTP, and the same commands and queries as messages of a WebSocket.
 *
 * <pre>
 *   HttpFront (edge) ──► HttpApi ──► Routes ──► CommandReader ──► CommandPort or QueryAnswers
 *   RequestHandler  ──►     │ ──► AccountLogins ──► transport.account; CoreAccounts: the account in the core
 *                           ├──► EventApi (transport.event): events with a promise;  ContactRoutes: where people are reached
 *                           └──► StaticFiles, HostHealth: /healthz, /readyz, /metrics, /openapi.json
 * </pre>
 *
 * <p>{@code /healthz} says that the process answers, {@code /readyz} that it can trade: where it cannot, with status 503 and
 * the reasons. {@code openapi.json} describes every path; a test holds real answers against it.
 *
 * <p><b>Threads.</b> Event loops, which are not blocked: passwords and key files are the worker's of {@code
 * transport.account}, commands the core's, and what comes of them is replied on the loop of the client.
 */
package io.ringfence.transport.http;
