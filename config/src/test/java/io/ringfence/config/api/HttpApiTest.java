package io.ringfence.config.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.config.RunningNode;
import io.ringfence.config.api.ApiClient.Reply;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A whole node as a client over HTTP sees it. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
final class HttpApiTest {
    private static final String STRATEGY = "{'name':'far','symbol':'BTCUSD','quantity':'0.5','stop':{'percent':'5'},"
            + "'entryTime':'2100-01-02T03:04:05Z'}";

    @TempDir
    private Path directory;

    private static String verdict(Reply reply) throws Exception {
        return reply.status() + " " + reply.field("code") + " " + reply.field("verdict");
    }

    @Test
    void shouldCarryACommandOutOnceWhenItComesAgainAlsoAfterARestart() throws Exception {
        String id;
        String sequence;
        try (RunningNode node = RunningNode.open(directory)) {
            ApiClient client = ApiClient.to(node.address());
            Reply created = client.send("POST", "/strategies", STRATEGY, "create-1");
            assertEquals(200, created.status(), created.body());
            assertEquals("false", created.field("repeat"));
            id = created.field("subjectId");
            sequence = created.field("sequence");
            Reply again = client.send("POST", "/strategies", STRATEGY, "create-1");
            assertEquals(List.of("true", id, sequence), seen(again));
        }
        try (RunningNode node = RunningNode.open(directory)) {
            ApiClient client = ApiClient.to(node.address());
            assertEquals(List.of("true", id, sequence), seen(client.send("POST", "/strategies", STRATEGY, "create-1")));
            assertEquals(1, client.get("/strategies").list("strategies").size());
        }
    }

    private static List<String> seen(Reply reply) throws Exception {
        return List.of(reply.field("repeat"), reply.field("subjectId"), reply.field("sequence"));
    }

    @Test
    void shouldStartAndStopAndSayWhatTheCoreRefusesWhenAStrategyIsThere() throws Exception {
        try (RunningNode node = RunningNode.open(directory)) {
            ApiClient client = ApiClient.to(node.address());
            String id = client.post("/strategies", STRATEGY).field("subjectId");
            String path = "/strategies/" + id;
            assertEquals(200, client.post(path + "/start", "").status());
            assertEquals("409 REFUSED wrong_state", verdict(client.post(path + "/start", "")));
            assertEquals("409 REFUSED nothing_held", verdict(client.post(path + "/exit", "")));
            assertEquals("400 MISSING_FIELD null", verdict(client.post(path + "/stop", "{}")));
            assertEquals(
                    200,
                    client.send("PUT", path, "{'quantity':1,'stop':{'amount':'7','trailing':true}}", null)
                            .status());
            assertTrue(client.get(path).body().contains("\"stop\":{\"amount\":\"7\",\"trailing\":true"));
            assertEquals(200, client.post(path + "/stop", "{'mode':'keep'}").status());
            assertTrue(
                    client.get(path).body().contains("\"state\":\"closed\",\"stopped\":true,\"reason\":\"stopped\""));
            assertEquals("404 NOT_FOUND null", verdict(client.get("/strategies/999999")));
            assertEquals(
                    "409 REFUSED invalid_times",
                    verdict(client.post(
                            "/orders",
                            "{'symbol':'BTCUSD','side':'buy','quantity':1,'exitTime':'2001-01-01T00:00:00Z'}")));
        }
    }

    @Test
    void shouldAnswerAsDescribedWhenEveryPathIsAsked() throws Exception {
        try (RunningNode node = RunningNode.open(directory)) {
            ApiClient client = ApiClient.to(node.address());
            Reply condition = client.post(
                    "/conditions",
                    "{'name':'dip','when':{'symbol':'BTCUSD','field':'last','op':'<','value':'1'},'then':{'alert':true}}");
            assertEquals(1, client.get("/conditions").list("conditions").size());
            assertEquals(
                    200,
                    client.send("DELETE", "/conditions/" + condition.field("subjectId"), null, null)
                            .status());
            assertEquals("none", client.get("/kill-switch").field("level"));
            assertEquals(
                    200, client.post("/kill-switch", "{'level':'no_entries'}").status());
            assertEquals("reducing", client.get("/kill-switch").field("state"));
            assertEquals(200, client.get("/orders?limit=5").status());
            assertEquals("400 INVALID_FIELD null", verdict(client.get("/orders?limit=0")));
            assertEquals(200, client.get("/stops").status());
            assertEquals("USD", client.get("/positions").field("asset"));
            assertEquals(405, client.send("PATCH", "/orders", "", null).status());
            assertEquals(404, client.get("/nothing").status());
            assertEquals("400 INVALID_JSON null", verdict(client.post("/orders", "{")));
            assertEquals("ok\n", client.get("/healthz").body());
            assertEquals("ready\n", client.get("/readyz").body());
        }
    }

    @Test
    void shouldGiveFiguresThatPrometheusCanReadWhenMetricsAreAsked() throws Exception {
        try (RunningNode node = RunningNode.open(directory)) {
            ApiClient client = ApiClient.to(node.address());
            client.post("/strategies", STRATEGY);
            Reply metrics = client.get("/metrics");
            assertEquals(
                    List.of("text/plain; version=0.0.4; charset=utf-8"),
                    metrics.headers().get("content-type"));
            String number = "[-+0-9.eE]+(Inf)?";
            for (String line : metrics.body().split("\n")) {
                assertTrue(
                        line.matches("# HELP [a-z0-9_]+ .+|# TYPE [a-z0-9_]+ (counter|gauge|histogram|summary)")
                                || line.matches("[a-z0-9_]+(\\{[a-z]+=\"[^\"]*\"(,[a-z]+=\"[^\"]*\")*})? " + number),
                        line);
            }
            assertTrue(metrics.body().contains("\nringfence_commands_accepted_total 1\n"), metrics.body());
            assertTrue(metrics.body().contains("\nringfence_ready 1\n"), metrics.body());
        }
    }

    @Test
    void shouldShowNobodyWhatIsAnothersWhenUsersAreKnown() throws Exception {
        try (RunningNode node = RunningNode.forUsers(directory)) {
            ApiClient anyone = ApiClient.to(node.address());
            assertEquals("401 UNAUTHORIZED null", verdict(anyone.get("/strategies")));
            String alice = "{'username':'alice','password':'correct horse battery'}";
            String bob = "{'username':'bob','password':'another good password'}";
            assertEquals(201, anyone.post("/auth/register", alice).status());
            assertEquals(201, anyone.post("/auth/register", bob).status());
            assertEquals("409 REFUSED name_taken", verdict(anyone.post("/auth/register", alice)));
            assertEquals(
                    "401 UNAUTHORIZED null",
                    verdict(anyone.post("/auth/login", "{'username':'alice','password':'wrong'}")));
            ApiClient asAlice = anyone.as(anyone.post("/auth/login", alice).field("token"));
            ApiClient asBob = anyone.as(anyone.post("/auth/login", bob).field("token"));
            assertEquals(200, asBob.post("/auth/refresh", "").status());
            String id = asAlice.post("/strategies", STRATEGY).field("subjectId");
            assertEquals(1, asAlice.get("/strategies").list("strategies").size());
            assertEquals(0, asBob.get("/strategies").list("strategies").size());
            assertEquals("404 NOT_FOUND null", verdict(asBob.post("/strategies/" + id + "/start", "")));
            assertEquals("404 NOT_FOUND null", verdict(asBob.get("/strategies/" + id)));
            assertEquals("403 FORBIDDEN null", verdict(asBob.post("/kill-switch", "{'level':'flatten','account':0}")));
            assertTrue(asAlice.get("/positions").body().contains("\"cash\":\"100000\""));
        }
    }

    @Test
    void shouldKeepBrokerKeysWithoutShowingThemWhenAUserHasSome() throws Exception {
        try (RunningNode node = RunningNode.forUsers(directory)) {
            ApiClient anyone = ApiClient.to(node.address());
            String alice = "{'username':'alice','password':'correct horse battery'}";
            anyone.post("/auth/register", alice);
            ApiClient asAlice = anyone.as(anyone.post("/auth/login", alice).field("token"));
            String key = "{'keyName':'main','gateway':'kraken','key':'0123456789abcdef','secret':'s3cret-value'}";
            assertEquals(201, asAlice.post("/broker/keys", key).status());
            Reply keys = asAlice.get("/broker/keys");
            assertTrue(keys.body().contains("\"keyName\":\"main\",\"gateway\":\"kraken\",\"keyEnding\":\"cdef\""));
            assertTrue(!keys.body().contains("s3cret"), keys.body());
            assertEquals(
                    200, asAlice.send("DELETE", "/broker/keys/main", null, null).status());
            assertEquals(0, asAlice.get("/broker/keys").list("keys").size());
            assertEquals("404 NOT_FOUND null", verdict(asAlice.send("DELETE", "/broker/keys/main", null, null)));
        }
    }
}
