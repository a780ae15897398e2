package io.tidegate.server.access;

import static io.tidegate.server.access.Client.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.Secret;
import io.tidegate.embedded.LocalKeycloak;
import io.tidegate.embedded.Needs;
import io.tidegate.embedded.TestPart;
import io.tidegate.server.web.ListenSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Login by a real provider, through its own login page. */
@Needs(TestPart.KEYCLOAK)
class KeycloakTest {
    private static final String SESSION = "/api/v2/tidegate/session";
    private static final Pattern FORM = Pattern.compile("<form[^>]* action=\"([^\"]+)\"");
    private static final HttpClient BROWSER = HttpClient.newHttpClient();

    private static LocalKeycloak keycloak;
    private static GuardedServer server;

    @BeforeAll
    static void start(@TempDir Path directory) throws IOException {
        keycloak = LocalKeycloak.start();
        int port = freePort();
        String back = "http://127.0.0.1:" + port + SESSION + "/oidc/callback";
        keycloak.createRealm(realm(back));
        OidcSettings settings = OidcSettings.of(
                keycloak.issuer("shop").toString(),
                "tidegate",
                new Secret("client-secret"),
                back,
                "groups",
                Map.of("cdc-operators", "operator"));
        server = new GuardedServer(directory, ListenSettings.parse("127.0.0.1:" + port), settings);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
        if (keycloak != null) {
            keycloak.close();
        }
    }

    @Test
    void aMemberOfAGroupThatStandsForARoleIsLoggedIn() throws Exception {
        HttpResponse<String> back = logIn("ada", "the password of ada");
        assertThat(back.statusCode()).isEqualTo(200);
        Client client = server.client()
                .with(
                        "Cookie",
                        back.headers().allValues("Set-Cookie").stream()
                                .filter(cookie -> cookie.startsWith("tidegate="))
                                .map(cookie -> cookie.split(";", 2)[0])
                                .findFirst()
                                .orElseThrow());
        assertThat(json(client.get(SESSION)).get("name").asText()).isEqualTo("ada");
        assertThat(json(client.get(SESSION)).get("role").asText()).isEqualTo("operator");
        assertThat(client.get("/for/OPERATOR/1").body()).isEqualTo("inside");
        assertThat(client.get("/for/ADMIN/1").statusCode()).isEqualTo(403);
    }

    @Test
    void whoIsInNoSuchGroupIsNotLetIn() throws Exception {
        HttpResponse<String> back = logIn("bob", "the password of bob");
        assertThat(back.statusCode()).isEqualTo(403);
        assertThat(back.body()).contains("TG:ErrForbidden", "groups");
    }

    @Test
    void aCodeIsGoodForOneLogin() throws Exception {
        Redirect there = begin();
        URI back = returned(there, "ada", "the password of ada");
        Client browser = server.client().with("Cookie", there.cookie());
        String path = back.getRawPath() + "?" + back.getRawQuery();
        assertThat(browser.get(path).statusCode()).isEqualTo(200);
        HttpResponse<String> again = browser.get(path);
        assertThat(again.statusCode()).isEqualTo(400);
        assertThat(again.body()).contains("invalid_grant");
    }

    private static HttpResponse<String> logIn(String name, String password) throws Exception {
        Redirect there = begin();
        URI back = returned(there, name, password);
        return server.client().with("Cookie", there.cookie()).get(back.getRawPath() + "?" + back.getRawQuery());
    }

    private static Redirect begin() throws Exception {
        HttpResponse<String> start = server.client().get(SESSION + "/oidc");
        assertThat(start.statusCode()).isEqualTo(303);
        return new Redirect(URI.create(start.headers().firstValue("Location").orElseThrow()), Client.cookie(start));
    }

    /** Fills the provider's form in, and follows it to where it sends the browser. */
    private static URI returned(Redirect there, String name, String password) throws Exception {
        HttpResponse<String> page =
                BROWSER.send(HttpRequest.newBuilder(there.location()).build(), BodyHandlers.ofString());
        Matcher form = FORM.matcher(page.body());
        assertThat(form.find()).as(page.body()).isTrue();
        String cookies = page.headers().allValues("Set-Cookie").stream()
                .map(cookie -> cookie.split(";", 2)[0])
                .collect(Collectors.joining("; "));
        HttpRequest filledIn = HttpRequest.newBuilder(URI.create(form.group(1).replace("&amp;", "&")))
                .header("Cookie", cookies)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("username=" + name + "&password=" + password.replace(' ', '+')))
                .build();
        HttpResponse<String> answer = BROWSER.send(filledIn, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        return URI.create(answer.headers().firstValue("Location").orElseThrow());
    }

    /** Where the server sends a browser, with the cookie that it gives it. */
    private record Redirect(URI location, String cookie) {}

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String realm(String redirectUri) {
        return """
                {"realm": "shop", "enabled": true, "sslRequired": "none",
                 "groups": [{"name": "cdc-operators"}, {"name": "accounting"}],
                 "users": [
                  {"username": "ada", "enabled": true, "email": "ada@shop.example", "firstName": "A", "lastName": "B",
                   "emailVerified": true, "groups": ["/cdc-operators"],
                   "credentials": [{"type": "password", "value": "the password of ada", "temporary": false}]},
                  {"username": "bob", "enabled": true, "email": "bob@shop.example", "firstName": "B", "lastName": "C",
                   "emailVerified": true, "groups": ["/accounting"],
                   "credentials": [{"type": "password", "value": "the password of bob", "temporary": false}]}],
                 "clients": [
                  {"clientId": "tidegate", "secret": "client-secret", "protocol": "openid-connect",
                   "publicClient": false, "standardFlowEnabled": true, "directAccessGrantsEnabled": false,
                   "redirectUris": ["%s"], "attributes": {"pkce.code.challenge.method": "S256"},
                   "protocolMappers": [
                    {"name": "groups", "protocol": "openid-connect", "protocolMapper": "oidc-group-membership-mapper",
                     "config": {"full.path": "false", "id.token.claim": "true", "claim.name": "groups"}}]}]}
                """.formatted(redirectUri);
    }
}
