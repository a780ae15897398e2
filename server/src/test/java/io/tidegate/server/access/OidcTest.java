package io.tidegate.server.access;

import static io.tidegate.server.access.Client.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.tidegate.config.Secret;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.server.web.ListenSettings;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Login by a provider that may tell lies. */
class OidcTest {
    private static final String SESSION = "/api/v2/tidegate/session";
    private static final String SECRET = "the secret of the client, thirty-two bytes or more";

    private ScriptedProvider provider;
    private GuardedServer server;

    @BeforeEach
    void start(@TempDir Path directory) throws IOException {
        provider = new ScriptedProvider();
        OidcSettings settings = OidcSettings.of(
                provider.issuer(),
                "tidegate",
                new Secret(SECRET),
                "https://tidegate.example/api/v2/tidegate/session/oidc/callback",
                "groups",
                Map.of("cdc-watchers", "viewer", "cdc-operators", "operator"));
        server = new GuardedServer(directory, ListenSettings.parse("127.0.0.1:0"), settings);
    }

    @AfterEach
    void stop() {
        server.close();
        provider.close();
    }

    @Test
    void somebodyWhomTheProviderKnowsIsLoggedInWithTheGreatestRoleOfTheirGroups() throws Exception {
        Begun begun = begin();
        provider.idToken = ScriptedProvider.signed(
                claims(begun)
                        .claim("groups", List.of("cdc-watchers", "cdc-operators", "x"))
                        .build(),
                provider.key);
        HttpResponse<String> back = begun.comeBack();
        assertThat(back.statusCode()).isEqualTo(200);
        assertThat(back.body()).contains("http-equiv=\"refresh\"");
        Client client = server.client().with("Cookie", session(back));
        assertThat(json(client.get(SESSION)).get("name").asText()).isEqualTo("ada");
        assertThat(json(client.get(SESSION)).get("role").asText()).isEqualTo("operator");
        assertThat(json(client.get(SESSION)).get("via").asText()).isEqualTo("oidc");
        assertThat(server.admin().get("/api/v2/tidegate/audit").body())
                .contains("GET /api/v2/tidegate/session/oidc/callback", "\"actor\":\"ada\"");
    }

    @Test
    void theCodeIsExchangedWithTheVerifierOfTheChallenge() throws Exception {
        Begun begun = begin();
        provider.idToken = ScriptedProvider.signed(claims(begun).build(), provider.key);
        assertThat(begun.comeBack().statusCode()).isEqualTo(200);
        assertThat(begun.parameters).containsEntry("code_challenge_method", "S256");
        assertThat(provider.lastForm).contains("code=the-code", "code_verifier=", "grant_type=authorization_code");
    }

    @Test
    void aTokenThatIsNotForThisLoginIsRefused() throws Exception {
        Begun begun = begin();
        Date past = Date.from(Instant.now().minusSeconds(600));
        Map<String, JWTClaimsSet> lies = Map.of(
                "nonce", claims(begun).claim("nonce", "another").build(),
                "no nonce", claims(begun).claim("nonce", null).build(),
                "audience", claims(begun).audience("somebody-else").build(),
                "issuer", claims(begun).issuer("http://127.0.0.1:1").build(),
                "expired", claims(begun).expirationTime(past).build());
        for (Map.Entry<String, JWTClaimsSet> lie : lies.entrySet()) {
            provider.idToken = ScriptedProvider.signed(lie.getValue(), provider.key);
            refused(lie.getKey(), begun.comeBack());
        }
    }

    @Test
    void aTokenThatTheProviderDidNotSignIsRefused() throws Exception {
        Begun begun = begin();
        JWTClaimsSet claims = claims(begun).build();
        provider.idToken = ScriptedProvider.signed(claims, ScriptedProvider.key("first"));
        refused("another key of the same name", begun.comeBack());
        provider.idToken = ScriptedProvider.signed(claims, ScriptedProvider.key("second"));
        refused("another key", begun.comeBack());
        provider.idToken = new PlainJWT(claims).serialize();
        refused("no signature", begun.comeBack());
        SignedJWT symmetric = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
        symmetric.sign(new MACSigner(SECRET));
        provider.idToken = symmetric.serialize();
        refused("signed with the client's secret", begun.comeBack());
        provider.idToken = "nonsense";
        refused("nonsense", begun.comeBack());
    }

    @Test
    void onlyTheBrowserThatBeganComesBack() throws Exception {
        Begun begun = begin();
        provider.idToken = ScriptedProvider.signed(claims(begun).build(), provider.key);
        refused("without its cookie", server.client().get(begun.callback()));
        refused(
                "with the cookie of another login",
                server.client().with("Cookie", begin().cookie).get(begun.callback()));
        refused(
                "with another state",
                server.client()
                        .with("Cookie", begun.cookie)
                        .get(SESSION + "/oidc/callback?code=the-code&state=another"));
        refused("with nothing", server.client().with("Cookie", begun.cookie).get(SESSION + "/oidc/callback"));
    }

    @Test
    void whoHasNoRoleHereIsNotLetIn() throws Exception {
        Begun begun = begin();
        provider.idToken = ScriptedProvider.signed(
                claims(begun).claim("groups", List.of("accounting")).build(), provider.key);
        HttpResponse<String> back = begun.comeBack();
        assertThat(back.statusCode()).isEqualTo(403);
        assertThat(back.headers().allValues("Set-Cookie")).noneMatch(cookie -> cookie.startsWith("tidegate="));
    }

    @Test
    void anAccountOfThisServerIsNotTakenOverByAName() throws Exception {
        Begun begun = begin();
        provider.idToken = ScriptedProvider.signed(
                claims(begun).claim("preferred_username", "admin").build(), provider.key);
        refused("the name of a local account", begun.comeBack());

        Begun first = begin();
        provider.idToken = ScriptedProvider.signed(claims(first).build(), provider.key);
        assertThat(first.comeBack().statusCode()).isEqualTo(200);
        Begun second = begin();
        provider.idToken =
                ScriptedProvider.signed(claims(second).subject("somebody else").build(), provider.key);
        refused("the name of somebody else there", second.comeBack());
    }

    @Test
    void aRoleThatWasTakenAwayEndsTheLoginsThatHadIt() throws Exception {
        Begun first = begin();
        provider.idToken = ScriptedProvider.signed(
                claims(first).claim("groups", List.of("cdc-operators")).build(), provider.key);
        Client operator = server.client().with("Cookie", session(first.comeBack()));
        Begun second = begin();
        provider.idToken = ScriptedProvider.signed(claims(second).build(), provider.key);
        Client viewer = server.client().with("Cookie", session(second.comeBack()));
        assertThat(operator.get(SESSION).statusCode()).isEqualTo(401);
        assertThat(json(viewer.get(SESSION)).get("role").asText()).isEqualTo("viewer");
    }

    @Test
    void aDisabledAccountDoesNotComeBackByTheProvider() throws Exception {
        Begun first = begin();
        provider.idToken = ScriptedProvider.signed(claims(first).build(), provider.key);
        assertThat(first.comeBack().statusCode()).isEqualTo(200);
        assertThat(server.admin()
                        .put("/api/v2/tidegate/accounts/ada", "{\"disabled\":true}")
                        .statusCode())
                .isEqualTo(200);
        Begun second = begin();
        provider.idToken = ScriptedProvider.signed(claims(second).build(), provider.key);
        assertThat(second.comeBack().statusCode()).isEqualTo(403);
    }

    @Test
    void anAccountOfTheProviderHasNoPasswordHere() throws Exception {
        Begun begun = begin();
        provider.idToken = ScriptedProvider.signed(claims(begun).build(), provider.key);
        assertThat(begun.comeBack().statusCode()).isEqualTo(200);
        assertThat(server.client().login("ada", "").statusCode()).isEqualTo(401);
        assertThat(server.admin()
                        .put("/api/v2/tidegate/accounts/ada/password", "{\"password\":\"correct horse battery\"}")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void anAddressThatComesBackWithoutALoginTooOftenHasToWait() throws Exception {
        Begun begun = begin();
        provider.idToken = "nonsense";
        for (int i = 0; i < 20; i++) {
            refused("attempt " + i, begun.comeBack());
        }
        assertThat(begun.comeBack().statusCode()).isEqualTo(429);
    }

    @Test
    void aProviderThatIsDownIsNotAskedAtEveryRequest() throws Exception {
        provider.close();
        assertThat(server.client().get(SESSION + "/oidc").body()).contains("cannot be asked about itself");
        assertThat(server.client().get(SESSION + "/oidc").body()).contains("could not be asked about itself just now");
        server.clock().advance(Duration.ofSeconds(10));
        assertThat(server.client().get(SESSION + "/oidc").body()).contains("cannot be asked about itself");
    }

    @Test
    void theSettingsMustBeSafe() {
        for (List<String> wrong : List.of(
                List.of("http://idp.example", "https://t.example" + SESSION + "/oidc/callback", "viewer"),
                List.of("https://idp.example", "http://t.example" + SESSION + "/oidc/callback", "viewer"),
                List.of("https://idp.example", "https://t.example/elsewhere", "viewer"),
                List.of("https://idp.example", "https://t.example" + SESSION + "/oidc/callback", "root"))) {
            assertThatThrownBy(() -> OidcSettings.of(
                            wrong.get(0), "c", new Secret("s"), wrong.get(1), "groups", Map.of("g", wrong.get(2))))
                    .isInstanceOfSatisfying(TidegateException.class, error -> assertThat(error.code())
                            .isEqualTo(ErrorCode.CONFIG_INVALID_VALUE));
        }
    }

    private static void refused(String why, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(why).isEqualTo(400);
        assertThat(answer.body()).as(why).contains("TG:ErrOidcFailed");
        assertThat(answer.headers().allValues("Set-Cookie"))
                .as(why)
                .noneMatch(cookie -> cookie.startsWith("tidegate="));
    }

    private static String session(HttpResponse<String> back) {
        return back.headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith("tidegate="))
                .map(cookie -> cookie.split(";", 2)[0])
                .findFirst()
                .orElseThrow(() -> new AssertionError(back.statusCode() + " " + back.body()));
    }

    private JWTClaimsSet.Builder claims(Begun begun) throws JOSEException {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(provider.issuer())
                .audience("tidegate")
                .subject("4711")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(60)))
                .claim("nonce", begun.parameters.get("nonce"))
                .claim("preferred_username", "ada")
                .claim("groups", "cdc-watchers");
    }

    private Begun begin() throws IOException, InterruptedException {
        HttpResponse<String> start = server.client().get(SESSION + "/oidc");
        assertThat(start.statusCode()).isEqualTo(303);
        String cookie = start.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).contains("HttpOnly", "SameSite=Lax", "Max-Age=600");
        URI there = URI.create(start.headers().firstValue("Location").orElseThrow());
        Map<String, String> parameters = Arrays.stream(there.getRawQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
        return new Begun(server.client(), cookie.split(";", 2)[0], parameters);
    }

    /** A login under way: the browser is at the provider. */
    private record Begun(Client client, String cookie, Map<String, String> parameters) {
        String callback() {
            return SESSION + "/oidc/callback?code=the-code&state=" + parameters.get("state");
        }

        HttpResponse<String> comeBack() throws IOException, InterruptedException {
            return client.with("Cookie", cookie).get(callback());
        }
    }
}
