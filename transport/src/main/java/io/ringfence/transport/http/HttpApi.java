package io.ringfence.transport.http;

import io.ringfence.transport.account.Accounts;
import io.ringfence.transport.account.Identity;
import io.ringfence.transport.command.Answer;
import io.ringfence.transport.command.Asked;
import io.ringfence.transport.command.Asker;
import io.ringfence.transport.command.Calendars;
import io.ringfence.transport.command.CommandPort;
import io.ringfence.transport.command.CommandReader;
import io.ringfence.transport.command.QueryAnswers;
import io.ringfence.transport.command.RefusalCode;
import io.ringfence.transport.edge.EdgeApi;
import io.ringfence.transport.edge.HttpAsk;
import io.ringfence.transport.edge.HttpReply;
import io.ringfence.transport.event.EventApi;
import io.ringfence.transport.view.AccountViews;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Commands and queries as messages and as paths, logins, the host's health and figures, and the dashboard's files. */
public final class HttpApi implements EdgeApi {
    private static final byte[] NO_BODY = new byte[0];
    /** What the address of a list may say. */
    private static final List<String> QUERY = List.of("after", "limit", "show");

    private static final List<String> EVENT_QUERY =
            List.of("after", "limit", "kind", "event_type", "tag", "source_id", "state", "since", "until");
    private static final int OK = 200;
    private static final int NOT_READY = 503;
    private static final Identity OPERATOR = new Identity("operator", Asker.HOST_ACCOUNT);

    private final CommandReader reader;
    private final CommandPort port;
    private final QueryAnswers queries;
    private final HostHealth health;
    private final Optional<Logins> logins;
    private final boolean isOpen;
    private final StaticFiles files = new StaticFiles(StaticFiles.DASHBOARD);
    private final byte[] openApi = openApi();
    /** Set before the edge starts, as is what follows. */
    private Optional<EventApi> events = Optional.empty();

    private Optional<ContactRoutes> contacts = Optional.empty();
    private Supplier<List<ChannelLatency>> latencies = List::of;

    private HttpApi(
            CommandReader reader,
            CommandPort port,
            QueryAnswers queries,
            HostHealth health,
            Optional<Logins> logins,
            boolean isOpen) {
        this.reader = reader;
        this.port = port;
        this.queries = queries;
        this.health = health;
        this.logins = logins;
        this.isOpen = isOpen;
    }

    /**
     * An API without users, of which whoever connects is the operator.
     *
     * @param port of commands, which the edge's stage has too
     */
    public static HttpApi open(CommandPort port, AccountViews views, Calendars calendars, HostHealth health) {
        return new HttpApi(new CommandReader(calendars), port, new QueryAnswers(views), health, Optional.empty(), true);
    }

    /** An API of which nobody may ask anything: there are no users. Health, figures and files are there. */
    public static HttpApi closed(CommandPort port, AccountViews views, Calendars calendars, HostHealth health) {
        return new HttpApi(
                new CommandReader(calendars), port, new QueryAnswers(views), health, Optional.empty(), false);
    }

    /**
     * An API for users.
     *
     * @param accounts of users, started
     * @param users how their accounts in the core begin
     */
    public static HttpApi forUsers(
            CommandPort port,
            AccountViews views,
            Calendars calendars,
            HostHealth health,
            Accounts accounts,
            UserAccounts users) {
        Logins logins =
                new AccountLogins(accounts, new CoreAccounts(port, views, users.startCash()), users.floorAccountId());
        return new HttpApi(
                new CommandReader(calendars), port, new QueryAnswers(views), health, Optional.of(logins), false);
    }

    /** Before the edge starts: answers what is asked about events with a promise, too. */
    public HttpApi with(EventApi eventApi) {
        events = Optional.of(eventApi);
        return this;
    }

    /** Before the edge starts: has figures of channels outside of the edge. Called on event loops. */
    public HttpApi with(Supplier<List<ChannelLatency>> ofChannels) {
        latencies = ofChannels;
        return this;
    }

    /** Before the edge starts: lets people say where they are reached outside of the edge, too. */
    public HttpApi with(ContactPort port) {
        contacts = Optional.of(new ContactRoutes(port));
        return this;
    }

    /**
     * How accounts in the core of users who register begin.
     *
     * @param floorAccountId ids below it are the host's
     * @param startCash scaled
     */
    public record UserAccounts(int floorAccountId, long startCash) {}

    @Override
    public boolean takes(String type) {
        return CommandReader.TYPES.contains(type) || isOfEvents(type);
    }

    private boolean isOfEvents(String type) {
        return events.isPresent() && EventApi.takes(type);
    }

    @Override
    public void message(int accountId, ApiMessage message, Executor loop, Consumer<ApiAnswer> reply) {
        if (isOfEvents(message.type())) {
            eventMessage(accountId, message, loop, reply);
            return;
        }
        Asked asked = reader.read(message.type(), message.json());
        boolean isWrong = asked instanceof Asked.Wrong;
        answer(
                new Asker(accountId),
                asked,
                loop,
                answer -> reply.accept(new ApiAnswer(answer.toJson(message.id()), isWrong)));
    }

    private void eventMessage(int accountId, ApiMessage message, Executor loop, Consumer<ApiAnswer> reply) {
        EventApi.Request request = events.orElseThrow().read(message.type(), Map.of(), message.json(), false);
        // Nobody waits for the answer to an acknowledgement without an id, which costs a repeat where it is not taken.
        boolean isSaid = request.isWrong() || !request.isQuiet() || message.id() != null;
        request.answer(
                new Asker(accountId),
                loop,
                answer -> reply.accept(new ApiAnswer(isSaid ? answer.toJson(message.id()) : null, request.isWrong())));
    }

    private void answer(Asker asker, Asked asked, Executor loop, Consumer<Answer> reply) {
        if (asked instanceof Asked.ToDo toDo) {
            port.submit(asker, toDo.command(), toDo.commandId(), loop, reply);
        } else if (asked instanceof Asked.ToShow toShow) {
            reply.accept(queries.answer(asker, toShow.query()));
        } else {
            reply.accept(((Asked.Wrong) asked).refusal());
        }
    }

    @Override
    public void http(HttpAsk ask, Executor loop, Consumer<HttpReply> reply) {
        switch (ask.path()) {
            case "/healthz" -> reply.accept(only("GET", ask, () -> HttpReply.text(OK, "ok\n")));
            case "/readyz" -> reply.accept(only("GET", ask, this::ready));
            case "/metrics" -> reply.accept(only("GET", ask, this::metrics));
            case "/openapi.json" ->
                reply.accept(only("GET", ask, () -> new HttpReply(OK, "application/json", openApi, Map.of())));
            default -> {
                if (ask.path().startsWith("/auth/")) {
                    auth(ask, loop, reply);
                } else if (ContactRoutes.isOne(ask.path())) {
                    contacts(ask, loop, reply);
                } else if (ask.path().equals("/broker/keys") || ask.path().startsWith("/broker/keys/")) {
                    keys(ask, loop, reply);
                } else {
                    route(ask, loop, reply);
                }
            }
        }
    }

    private interface Source {
        HttpReply get();
    }

    private static HttpReply only(String method, HttpAsk ask, Source source) {
        return ask.method().equals(method) ? source.get() : notAllowed(ask, method);
    }

    private HttpReply ready() {
        List<String> reasons = health.notReady();
        return reasons.isEmpty()
                ? HttpReply.text(OK, "ready\n")
                : HttpReply.text(NOT_READY, String.join("\n", reasons) + "\n");
    }

    private HttpReply metrics() {
        MetricsText text = new MetricsText();
        health.writeMetrics(text);
        text.counter("ringfence_commands_accepted_total", "Commands of clients carried out", port.acceptedCount())
                .counter("ringfence_commands_refused_total", "Commands of clients not carried out", port.refusedCount())
                .counter("ringfence_commands_busy_total", "Commands that found the ring too full", port.busyCount());
        events.ifPresent(api -> EventMetrics.write(text, api.view().counts(), latencies.get()));
        return new HttpReply(
                OK,
                MetricsText.CONTENT_TYPE,
                text.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8),
                Map.of());
    }

    private void auth(HttpAsk ask, Executor loop, Consumer<HttpReply> reply) {
        boolean isKnown =
                List.of("/auth/register", "/auth/login", "/auth/refresh").contains(ask.path());
        if (!isKnown || logins.isEmpty()) {
            reply.accept(notFound(ask));
        } else if (!ask.method().equals("POST")) {
            reply.accept(notAllowed(ask, "POST"));
        } else if (ask.path().equals("/auth/register")) {
            logins.get().register(ask, loop, reply);
        } else if (ask.path().equals("/auth/login")) {
            logins.get().login(ask, loop, reply);
        } else {
            reply.accept(ask.bearer() == null ? unauthorized() : logins.get().refresh(ask.bearer()));
        }
    }

    private void keys(HttpAsk ask, Executor loop, Consumer<HttpReply> reply) {
        boolean isOne = ask.path().startsWith("/broker/keys/");
        List<String> methods = isOne ? List.of("DELETE") : List.of("GET", "POST");
        Logins.Login login = identify(ask);
        if (logins.isEmpty()) {
            reply.accept(notFound(ask));
        } else if (!methods.contains(ask.method())) {
            reply.accept(notAllowed(ask, String.join(", ", methods)));
        } else if (login.refusal() != null) {
            reply.accept(reply(login.refusal()));
        } else if (isOne) {
            String keyName = ask.path().substring("/broker/keys/".length());
            logins.get().removeKey(login.identity(), keyName, loop, reply);
        } else if (ask.method().equals("GET")) {
            reply.accept(logins.get().keys(login.identity()));
        } else {
            logins.get().putKey(login.identity(), ask, loop, reply);
        }
    }

    private void contacts(HttpAsk ask, Executor loop, Consumer<HttpReply> reply) {
        Logins.Login login = identify(ask);
        List<String> methods = ContactRoutes.methods(ask.path());
        if (contacts.isEmpty()) {
            reply.accept(notFound(ask));
        } else if (!methods.contains(ask.method())) {
            reply.accept(notAllowed(ask, String.join(", ", methods)));
        } else if (login.refusal() != null) {
            reply.accept(reply(login.refusal()));
        } else {
            contacts.get().answer(login.identity(), ask, loop, reply);
        }
    }

    private void route(HttpAsk ask, Executor loop, Consumer<HttpReply> reply) {
        List<Route> routes = Routes.of(ask.path());
        boolean isUnknown = routes.isEmpty() || EventApi.takes(routes.get(0).type()) && events.isEmpty();
        if (isUnknown) {
            Optional<HttpReply> file =
                    ask.method().equals("GET") ? files.get(ask.path(), ask.ifNoneMatch()) : Optional.empty();
            reply.accept(file.orElseGet(() -> notFound(ask)));
            return;
        }
        Optional<Route> route =
                routes.stream().filter(one -> one.method().equals(ask.method())).findFirst();
        if (route.isEmpty()) {
            reply.accept(notAllowed(
                    ask, routes.stream().map(Route::method).distinct().collect(Collectors.joining(", "))));
            return;
        }
        Logins.Login login = identify(ask);
        if (login.refusal() != null) {
            reply.accept(reply(login.refusal()));
            return;
        }
        Asker asker = new Asker(login.identity().accountId());
        if (isOfEvents(route.get().type())) {
            boolean isBare = ask.path().equals("/events") && ask.method().equals("POST");
            byte[] body = ask.method().equals("GET") ? NO_BODY : ask.body();
            events.orElseThrow()
                    .read(route.get().type(), outside(ask, route.get(), EVENT_QUERY), body, isBare)
                    .answer(asker, loop, answer -> reply.accept(reply(answer)));
            return;
        }
        answer(asker, read(ask, route.get()), loop, answer -> reply.accept(reply(answer)));
    }

    /** Fields that stand in the address and in headers. */
    private static Map<String, String> outside(HttpAsk ask, Route route, List<String> queryNames) {
        Map<String, String> outside = new HashMap<>(route.fields(route.match(ask.path())));
        if (route.method().equals("GET")) {
            for (String name : queryNames) {
                if (ask.query().containsKey(name)) {
                    outside.put(name, ask.query().get(name));
                }
            }
        } else if (ask.idempotencyKey() != null) {
            outside.put("commandId", ask.idempotencyKey());
        }
        return outside;
    }

    private Asked read(HttpAsk ask, Route route) {
        Map<String, String> outside = outside(ask, route, QUERY);
        boolean isQuery = route.method().equals("GET");
        Asked asked = reader.read(route.type(), outside, isQuery ? NO_BODY : ask.body());
        boolean isNothingAsked = !isQuery && asked instanceof Asked.ToShow;
        return isNothingAsked
                ? new Asked.Wrong(Answer.Refusal.of(
                        RefusalCode.MISSING_FIELD,
                        "level is missing: expected one of none, no_entries, cancel_all, flatten"))
                : asked;
    }

    private Logins.Login identify(HttpAsk ask) {
        if (isOpen) {
            return new Logins.Login(OPERATOR, null);
        }
        if (ask.bearer() == null || logins.isEmpty()) {
            return new Logins.Login(null, Answer.Refusal.of(RefusalCode.UNAUTHORIZED, NO_TOKEN));
        }
        return logins.get().identify(ask.bearer());
    }

    private static final String NO_TOKEN =
            "Authorization is missing: expected \"Bearer \" and a token of POST /auth/login";

    private static HttpReply unauthorized() {
        return reply(Answer.Refusal.of(RefusalCode.UNAUTHORIZED, NO_TOKEN));
    }

    private static HttpReply notFound(HttpAsk ask) {
        return reply(Answer.Refusal.of(
                RefusalCode.NOT_FOUND, "path " + ask.path() + ": expected one of those in /openapi.json"));
    }

    private static HttpReply notAllowed(HttpAsk ask, String methods) {
        return reply(Answer.Refusal.of(
                        RefusalCode.METHOD_NOT_ALLOWED, "method " + ask.method() + ": expected " + methods))
                .with("allow", methods);
    }

    /** An answer as HTTP has it. */
    static HttpReply reply(Answer answer) {
        HttpReply reply = HttpReply.json(answer.httpStatus(), answer.toJson(null));
        if (answer instanceof Answer.Refusal refusal) {
            if (refusal.code() == RefusalCode.UNAUTHORIZED) {
                return reply.with("www-authenticate", "Bearer");
            }
            if (refusal.retryAfterMs() > 0) {
                return reply.with("retry-after", Long.toString((refusal.retryAfterMs() + 999) / 1_000));
            }
        }
        return reply;
    }

    private static byte[] openApi() {
        try (InputStream in = HttpApi.class.getResourceAsStream("openapi.json")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
