package io.tidegate.server.access;

import static io.tidegate.server.access.Client.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.server.web.ListenSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logins, cookies, tokens, roles and the audit log, over HTTP. */
class AccessTest {
    private static final String SESSION = "/api/v2/tidegate/session";
    private static final String TOKENS = "/api/v2/tidegate/tokens";
    private static final String ACCOUNTS = "/api/v2/tidegate/accounts";
    private static final String AUDIT = "/api/v2/tidegate/audit";

    @TempDir
    private Path directory;

    private GuardedServer server;

    @BeforeEach
    void start() {
        server = new GuardedServer(directory);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void everyRouteLetsInWhomItSaysAndNobodyElse() throws Exception {
        Map<Role, Client> clients = new HashMap<>();
        for (Role role : Role.values()) {
            clients.put(role, server.client().withToken(token(server.admin(), role)));
        }
        RouteWalk.walk(server.http().routes(), server.client(), clients);
    }

    @Test
    void theFirstStartLeavesAPasswordThatOnlyItsOwnerCanRead() throws Exception {
        Path file = directory.resolve("admin-password");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(server.adminPassword()).hasSizeGreaterThanOrEqualTo(32);
        assertThat(server.control().firstStart()).isEmpty();
        assertThat(json(server.admin().get(SESSION)).get("role").asText()).isEqualTo("admin");
    }

    @Test
    void aChangedPasswordOfTheAdministratorDeletesTheFileAndEndsItsLogins() throws Exception {
        Client admin = server.admin();
        HttpResponse<String> answer = admin.put(
                ACCOUNTS + "/admin/password",
                "{\"current_password\":\"" + server.adminPassword() + "\",\"password\":\"correct horse battery\"}");
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(directory.resolve("admin-password")).doesNotExist();
        assertThat(admin.get(SESSION).statusCode()).isEqualTo(401);
        assertThat(server.client().login("admin", "correct horse battery").statusCode())
                .isEqualTo(200);
    }

    @Test
    void onesOwnPasswordIsChangedOnlyByWhoKnowsIt() throws Exception {
        HttpResponse<String> answer = server.viewer()
                .put(
                        ACCOUNTS + "/vera/password",
                        "{\"current_password\":\"a guess\",\"password\":\"correct horse battery\"}");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(server.viewer()
                        .put(ACCOUNTS + "/otto/password", "{\"password\":\"correct horse battery\"}")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void theCookieIsOutOfReachOfScriptsAndOtherSites() throws Exception {
        HttpResponse<String> answer = server.client().login("vera", GuardedServer.VIEWER_PASSWORD);
        assertThat(answer.headers().firstValue("Set-Cookie")).hasValueSatisfying(cookie -> assertThat(cookie)
                .matches("tidegate=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Strict"));
    }

    @Test
    void behindTlsTheCookieIsBoundToTheHost(@TempDir Path other) throws Exception {
        ListenSettings listen =
                ListenSettings.parse("127.0.0.1:0").withPublicUrl(URI.create("https://tidegate.example"));
        try (GuardedServer secure = new GuardedServer(other, listen)) {
            HttpResponse<String> answer = secure.client().login("vera", GuardedServer.VIEWER_PASSWORD);
            assertThat(answer.headers().firstValue("Set-Cookie")).hasValueSatisfying(cookie -> assertThat(cookie)
                    .matches("__Host-tidegate=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Strict; Secure"));
            Client viewer = secure.viewer();
            assertThat(viewer.with("Origin", "https://tidegate.example")
                            .delete(SESSION)
                            .statusCode())
                    .isEqualTo(204);
        }
    }

    @Test
    void aCookieThatTheClientMadeUpIsNeverTaken() throws Exception {
        String planted = "tidegate=" + "A".repeat(43);
        HttpResponse<String> answer =
                server.client().with("Cookie", planted).login("vera", GuardedServer.VIEWER_PASSWORD);
        assertThat(Client.cookie(answer)).isNotEqualTo(planted);
        assertThat(server.client().with("Cookie", planted).get(SESSION).statusCode())
                .isEqualTo(401);
    }

    @Test
    void aSecondLoginEndsTheOneThatItsBrowserHad() throws Exception {
        Client first = server.viewer();
        assertThat(first.login("vera", GuardedServer.VIEWER_PASSWORD).statusCode())
                .isEqualTo(200);
        assertThat(first.get(SESSION).statusCode()).isEqualTo(401);
    }

    @Test
    void logoutEndsTheLoginOnTheServer() throws Exception {
        Client viewer = server.viewer();
        assertThat(viewer.get("/for/VIEWER/1").body()).isEqualTo("inside");
        HttpResponse<String> answer = viewer.delete(SESSION);
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("Set-Cookie"))
                .hasValueSatisfying(cookie -> assertThat(cookie).contains("Max-Age=0"));
        assertThat(viewer.get("/for/VIEWER/1").statusCode()).isEqualTo(401);
    }

    @Test
    void aLoginEndsWhenNobodyUsesItAndWhenItIsOld() throws Exception {
        Client idle = server.viewer();
        server.clock().advance(Duration.ofMinutes(121));
        assertThat(idle.get(SESSION).statusCode()).isEqualTo(401);

        Client busy = server.viewer();
        for (int i = 0; i < 11; i++) {
            server.clock().advance(Duration.ofMinutes(60));
            assertThat(busy.get(SESSION).statusCode())
                    .as("after %d hours", i + 1)
                    .isEqualTo(200);
        }
        server.clock().advance(Duration.ofMinutes(61));
        assertThat(busy.get(SESSION).statusCode()).isEqualTo(401);
    }

    @Test
    void aChangeByCookieNeedsTheCsrfTokenOfThatLogin() throws Exception {
        Client operator = server.operator();
        Client other = server.operator();
        String path = "/for/OPERATOR/1";
        assertThat(operator.post(path, "{}").body()).isEqualTo("inside");
        assertThat(operator.with("X-CSRF-Token", "").post(path, "{}").statusCode())
                .isEqualTo(403);
        String foreign = json(other.get(SESSION)).get("csrf_token").asText();
        assertThat(operator.with("X-CSRF-Token", foreign).post(path, "{}").statusCode())
                .isEqualTo(403);
        assertThat(operator.with("X-CSRF-Token", "").get(path).statusCode()).isEqualTo(200);
    }

    @Test
    void aChangeThatAPageOfAnotherOriginAsksForIsRefused() throws Exception {
        Client operator = server.operator();
        String path = "/for/OPERATOR/1";
        String own = "http://127.0.0.1:" + server.http().port();
        assertThat(operator.with("Origin", own)
                        .with("Sec-Fetch-Site", "same-origin")
                        .post(path, "{}")
                        .statusCode())
                .isEqualTo(200);
        for (String origin : new String[] {"https://evil.example", "null", "http://127.0.0.1:1", "http://localhost"}) {
            assertThat(operator.with("Origin", origin).post(path, "{}").statusCode())
                    .as(origin)
                    .isEqualTo(403);
        }
        for (String site : new String[] {"cross-site", "same-site"}) {
            assertThat(operator.with("Sec-Fetch-Site", site).post(path, "{}").statusCode())
                    .as(site)
                    .isEqualTo(403);
        }
        assertThat(server.client()
                        .with("Origin", "https://evil.example")
                        .login("vera", GuardedServer.VIEWER_PASSWORD)
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void aFormOfAnotherSiteCannotLogIn() throws Exception {
        assertThat(server.client()
                        .with("Content-Type", "text/plain")
                        .login("vera", GuardedServer.VIEWER_PASSWORD)
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void aTokenNeedsNoCsrfTokenAndIsShownOnce() throws Exception {
        Client operator = server.operator();
        JsonNode made = json(operator.post(TOKENS, "{\"name\":\"deploy\",\"role\":\"operator\"}"));
        String token = made.get("token").asText();
        assertThat(token).matches("tg_[A-Za-z0-9_-]{43}");
        Client program = server.client().withToken(token);
        assertThat(program.post("/for/OPERATOR/1", "{}").body()).isEqualTo("inside");
        String list = operator.get(TOKENS).body();
        assertThat(list)
                .contains("deploy", made.get("id").asText(), "last_used_at")
                .doesNotContain(token);
        assertThat(json(program.get(SESSION)).get("via").asText()).isEqualTo("token");
    }

    @Test
    void aTokenEndsWhenItIsRevokedExpiresOrItsAccountIsDisabled() throws Exception {
        Client operator = server.operator();
        JsonNode made = json(operator.post(TOKENS, "{\"name\":\"a\",\"expires_in_days\":1}"));
        Client program = server.client().withToken(made.get("token").asText());
        assertThat(program.get(SESSION).statusCode()).isEqualTo(200);
        server.clock().advance(Duration.ofHours(24));
        assertThat(program.get(SESSION).statusCode()).isEqualTo(401);

        String second = token(server.operator(), Role.VIEWER);
        assertThat(server.admin().put(ACCOUNTS + "/otto", "{\"disabled\":true}").statusCode())
                .isEqualTo(200);
        assertThat(server.client().withToken(second).get(SESSION).statusCode()).isEqualTo(401);
        assertThat(server.admin()
                        .put(ACCOUNTS + "/otto", "{\"disabled\":false}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(server.client().withToken(second).get(SESSION).statusCode()).isEqualTo(200);

        JsonNode third = json(server.admin().post(TOKENS, "{\"name\":\"c\"}"));
        assertThat(server.admin()
                        .delete(TOKENS + "/" + third.get("id").asText())
                        .statusCode())
                .isEqualTo(204);
        assertThat(server.client()
                        .withToken(third.get("token").asText())
                        .get(SESSION)
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void aTokenMayDoNoMoreThanItsMakerAndItsAccount() throws Exception {
        assertThat(server.viewer()
                        .post(TOKENS, "{\"name\":\"a\",\"role\":\"operator\"}")
                        .statusCode())
                .isEqualTo(403);
        Client weak = server.client().withToken(token(server.admin(), Role.VIEWER));
        assertThat(weak.post(TOKENS, "{\"name\":\"a\",\"role\":\"admin\"}").statusCode())
                .isEqualTo(403);

        Client program = server.client().withToken(token(server.operator(), Role.OPERATOR));
        assertThat(server.admin()
                        .put(ACCOUNTS + "/otto", "{\"role\":\"viewer\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(program.get("/for/VIEWER/1").statusCode()).isEqualTo(200);
        assertThat(program.get("/for/OPERATOR/1").statusCode()).isEqualTo(403);
    }

    @Test
    void aTokenMadeByATokenDoesNotOutliveIt() throws Exception {
        JsonNode parent = json(server.admin().post(TOKENS, "{\"name\":\"a\",\"expires_in_days\":2}"));
        JsonNode child = json(server.client()
                .withToken(parent.get("token").asText())
                .post(TOKENS, "{\"name\":\"b\",\"expires_in_days\":300}"));
        assertThat(child.get("expires_at").asText())
                .isEqualTo(parent.get("expires_at").asText());
    }

    @Test
    void othersDoNotSeeOrRevokeAToken() throws Exception {
        JsonNode made = json(server.operator().post(TOKENS, "{\"name\":\"secret plan\"}"));
        Client viewer = server.viewer();
        assertThat(viewer.get(TOKENS).body()).doesNotContain("secret plan");
        assertThat(viewer.delete(TOKENS + "/" + made.get("id").asText()).statusCode())
                .isEqualTo(404);
        assertThat(server.admin().get(TOKENS).body()).contains("secret plan");
    }

    @Test
    void aBadTokenIsNotOverlookedInFavourOfACookie() throws Exception {
        assertThat(server.viewer().withToken("tg_nonsense").get(SESSION).statusCode())
                .isEqualTo(401);
        assertThat(server.viewer()
                        .with("Authorization", "Basic dmVyYTp4")
                        .get(SESSION)
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void theLastAdministratorStays() throws Exception {
        Client admin = server.admin();
        assertThat(admin.delete(ACCOUNTS + "/admin").statusCode()).isEqualTo(409);
        assertThat(admin.put(ACCOUNTS + "/admin", "{\"role\":\"viewer\"}").statusCode())
                .isEqualTo(409);
        assertThat(admin.put(ACCOUNTS + "/admin", "{\"disabled\":true}").statusCode())
                .isEqualTo(409);
        assertThat(admin.put(ACCOUNTS + "/otto", "{\"role\":\"admin\"}").statusCode())
                .isEqualTo(200);
        assertThat(admin.delete(ACCOUNTS + "/admin").statusCode()).isEqualTo(204);
        assertThat(directory.resolve("admin-password")).doesNotExist();
    }

    @Test
    void aChangedRoleEndsTheLoginsThatHadTheOther() throws Exception {
        Client operator = server.operator();
        assertThat(server.admin()
                        .put(ACCOUNTS + "/otto", "{\"role\":\"viewer\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(operator.get(SESSION).statusCode()).isEqualTo(401);
    }

    @Test
    void guessingOfPasswordsIsSlowedDownAlsoForNamesThatNobodyHas() throws Exception {
        for (String name : new String[] {"vera", "nobody-has-this"}) {
            for (int i = 0; i < 5; i++) {
                assertThat(server.client().login(name, "wrong " + i).statusCode())
                        .isEqualTo(401);
            }
            HttpResponse<String> refused = server.client().login(name, GuardedServer.VIEWER_PASSWORD);
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("Retry-After")).contains("1");
        }
        server.clock().advance(Duration.ofSeconds(1));
        assertThat(server.client().login("vera", GuardedServer.VIEWER_PASSWORD).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aWrongNameAndAWrongPasswordLookTheSame() throws Exception {
        JsonNode name = json(server.client().login("nobody", "something long enough"));
        JsonNode password = json(server.client().login("vera", "something long enough"));
        assertThat(name).isEqualTo(password);
    }

    @Test
    void everyChangeAndEveryLoginHasItsEntryWithoutSecrets() throws Exception {
        server.client().login("vera", "a wrong password");
        server.client().login("my password by mistake", "x");
        JsonNode made = json(server.operator().post(TOKENS, "{\"name\":\"deploy\"}"));
        server.viewer().post("/for/ADMIN/7", "{}");
        server.client().post("/for/ADMIN/7", "{}");
        server.operator().get("/for/OPERATOR/1");
        JsonNode audit = json(server.admin().get(AUDIT));
        assertThat(audit.get("items").findValuesAsText("action"))
                .containsExactly(
                        "POST " + SESSION,
                        "POST " + SESSION,
                        "POST /for/ADMIN/{id}",
                        "POST " + SESSION,
                        "POST " + TOKENS,
                        "POST " + SESSION,
                        "POST " + SESSION,
                        "POST " + SESSION,
                        "create account");
        assertThat(audit.get("items").findValuesAsText("actor"))
                .containsExactly("admin", "otto", "vera", "vera", "otto", "otto", "unknown", "vera", "server");
        JsonNode refused = audit.get("items").get(2);
        assertThat(refused.get("outcome").asText()).isEqualTo("refused");
        assertThat(refused.get("subject").asText()).isEqualTo("7");
        assertThat(refused.get("detail").asText()).isEqualTo("TG:ErrForbidden");
        assertThat(refused.get("remote").asText()).isEqualTo("127.0.0.1");
        assertThat(audit.get("items").get(4).get("subject")).isEqualTo(made.get("id"));
        assertThat(audit.toString())
                .doesNotContain(
                        "a wrong password",
                        "mistake",
                        made.get("token").asText(),
                        GuardedServer.VIEWER_PASSWORD,
                        server.adminPassword());
    }

    @Test
    void theAuditLogIsReadPageByPage() throws Exception {
        for (int i = 0; i < 3; i++) {
            server.viewer();
        }
        JsonNode first = json(server.admin().get(AUDIT + "?limit=2"));
        assertThat(first.get("items")).hasSize(2);
        JsonNode second = json(server.admin()
                .get(AUDIT + "?limit=100&before=" + first.get("next").asText()));
        assertThat(second.get("items").findValuesAsText("number"))
                .doesNotContainAnyElementsOf(first.get("items").findValuesAsText("number"));
        assertThat(second.has("next")).isFalse();
        assertThat(server.admin().get(AUDIT + "?limit=none").statusCode()).isEqualTo(400);
    }

    @Test
    void nothingThatProvesAnybodyIsInTheStateFile() throws Exception {
        Client viewer = server.viewer();
        String token = token(viewer, Role.VIEWER);
        String cookie = Client.cookie(server.client().login("vera", GuardedServer.VIEWER_PASSWORD));
        String password = server.adminPassword();
        Files.delete(directory.resolve("admin-password"));
        StringBuilder bytes = new StringBuilder();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                bytes.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        assertThat(bytes)
                .contains("vera")
                .doesNotContain(token, cookie.split("=", 2)[1], GuardedServer.VIEWER_PASSWORD, password);
    }

    @Test
    void weakPasswordsStrangeNamesAndUnknownFieldsAreRefused() throws Exception {
        Client admin = server.admin();
        for (String body : new String[] {
            "{\"name\":\"eva\",\"role\":\"viewer\",\"password\":\"short\"}",
            "{\"name\":\"eva\",\"role\":\"viewer\",\"password\":\"aaaaaaaaaaaaaaaa\"}",
            "{\"name\":\"a/b\",\"role\":\"viewer\",\"password\":\"correct horse battery\"}",
            "{\"name\":\"eva\",\"role\":\"root\",\"password\":\"correct horse battery\"}",
            "{\"name\":\"eva\",\"rolle\":\"viewer\",\"password\":\"correct horse battery\"}",
            "{\"name\":\"eva\",\"role\":\"viewer\"}",
            "[1]",
            "correct horse battery"
        }) {
            HttpResponse<String> answer = admin.post(ACCOUNTS, body);
            assertThat(answer.statusCode()).as(body).isEqualTo(400);
            assertThat(answer.body()).as(body).doesNotContain("correct horse");
        }
        assertThat(admin.post(
                                ACCOUNTS,
                                "{\"name\":\"vera\",\"role\":\"viewer\",\"password\":\"correct horse battery\"}")
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void accountsAndLoginsSurviveARestart() throws Exception {
        String cookie = Client.cookie(server.client().login("vera", GuardedServer.VIEWER_PASSWORD));
        server.close();
        server = new GuardedServer(directory);
        assertThat(server.client().with("Cookie", cookie).get(SESSION).statusCode())
                .isEqualTo(200);
    }

    /** Makes a token with a role. */
    private static String token(Client client, Role role) throws IOException, InterruptedException {
        JsonNode made = json(client.post(TOKENS, "{\"name\":\"walk\",\"role\":\"" + role.text() + "\"}"));
        return made.get("token").asText();
    }
}
