package io.tidegate.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.javalin.http.Context;
import io.tidegate.embedded.CertificateAuthority;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpServerTest {
    private static final ListenSettings LOOPBACK = ListenSettings.parse("127.0.0.1:0");
    private static final List<Endpoint> ENDPOINTS = List.of(
            Endpoint.get("/things/{id}", Access.PUBLIC, context -> context.result("thing " + context.pathParam("id"))),
            Endpoint.post("/things", Access.PUBLIC, context -> context.result("read " + context.bodyAsBytes().length)),
            Endpoint.get("/cached", Access.PUBLIC, context -> context.header("Cache-Control", "max-age=60")),
            Endpoint.get("/closed", Access.ADMIN, context -> context.result("inside")));
    private static final RecordingGate GATE = new RecordingGate();

    private static HttpServer server;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @BeforeAll
    static void start() {
        server = HttpServer.start(LOOPBACK, ENDPOINTS, GATE, new Problems());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aRouteIsServed() throws Exception {
        assertThat(get("/things/7").body()).isEqualTo("thing 7");
    }

    @Test
    void whatIsNoRouteIsNotServed() throws Exception {
        assertThat(get("/other").statusCode()).isEqualTo(404);
        assertThat(get("/").statusCode()).isEqualTo(404);
        assertThat(send(to("/things/7").DELETE()).statusCode()).isEqualTo(405);
        assertThat(send(to("/closed").method("HEAD", BodyPublishers.noBody())).statusCode())
                .isEqualTo(405);
    }

    @Test
    void theGateDecidesBeforeTheHandlerAndHearsHowItEnded() throws Exception {
        HttpResponse<String> answer = get("/closed");
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).doesNotContain("inside");
        assertThat(GATE.concluded).contains("/closed 403");
    }

    @Test
    void everyAnswerForbidsInlineCodeFramesAndGuessingOfTypes() throws Exception {
        for (HttpResponse<String> answer : List.of(get("/things/7"), get("/other"), get("/closed"))) {
            assertThat(answer.headers().firstValue("Content-Security-Policy"))
                    .hasValueSatisfying(policy -> assertThat(policy)
                            .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                            .doesNotContain("unsafe"));
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(answer.headers().firstValue("Referrer-Policy")).contains("same-origin");
            assertThat(answer.headers().firstValue("Permissions-Policy")).isPresent();
            assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
            assertThat(answer.headers().firstValue("Server")).isEmpty();
            assertThat(answer.headers().firstValue("Strict-Transport-Security")).isEmpty();
        }
    }

    @Test
    void aHandlerMayLetItsAnswerBeCached() throws Exception {
        assertThat(get("/cached").headers().allValues("Cache-Control")).containsExactly("max-age=60");
    }

    @Test
    void whatIsNoHttpIsRefusedWithTheSameHeadersAndIsNotQuoted() throws Exception {
        String answer = RawHttp.exchange(server.port(), "GET /things/<script>%zz HTTP/1.1\nHost: localhost");
        assertThat(answer)
                .startsWith("HTTP/1.1 400")
                .contains("X-Content-Type-Options: nosniff")
                .contains("application/problem+json")
                .doesNotContain("script>");
    }

    @Test
    void aPathThatCanBeReadInTwoWaysIsRefused() throws Exception {
        for (String path : List.of("/things/..%2fclosed", "/things/%2e%2e/closed", "/things;x/7", "//closed")) {
            assertThat(RawHttp.exchange(server.port(), "GET " + path + " HTTP/1.1\nHost: localhost"))
                    .as(path)
                    .containsPattern("^HTTP/1.1 4")
                    .doesNotContain("inside");
        }
    }

    @Test
    void aPageWhoseNameWasMadeToPointHereIsRefused() throws Exception {
        String answer = RawHttp.exchange(server.port(), "GET /things/7 HTTP/1.1\nHost: evil.example:" + server.port());
        assertThat(answer).startsWith("HTTP/1.1 403").doesNotContain("thing 7");
        for (String host : List.of("localhost", "127.0.0.1:" + server.port(), "[::1]:1", "LOCALHOST")) {
            assertThat(RawHttp.exchange(server.port(), "GET /things/7 HTTP/1.1\nHost: " + host))
                    .as(host)
                    .startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void aPublicUrlIsOneMoreNameOfTheServer() throws Exception {
        ListenSettings settings = LOOPBACK.withPublicUrl(URI.create("https://Tidegate.Example/"));
        try (HttpServer behindProxy = HttpServer.start(settings, ENDPOINTS, GATE, new Problems())) {
            assertThat(behindProxy.url()).hasToString("https://tidegate.example");
            assertThat(RawHttp.exchange(behindProxy.port(), "GET /things/7 HTTP/1.1\nHost: tidegate.example"))
                    .startsWith("HTTP/1.1 200")
                    .contains("Strict-Transport-Security: max-age=31536000");
        }
    }

    @Test
    void aBodyOfAMebibyteIsTakenAndALargerOneNot() throws Exception {
        byte[] largest = new byte[(int) HttpServer.MAX_BODY];
        assertThat(send(to("/things").POST(BodyPublishers.ofByteArray(largest))).body())
                .isEqualTo("read " + largest.length);
        byte[] larger = new byte[(int) HttpServer.MAX_BODY + 1];
        assertThat(send(to("/things").POST(BodyPublishers.ofByteArray(larger))).statusCode())
                .isEqualTo(413);
        assertThat(send(to("/things").POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(larger))))
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void slowClientsHoldNoThread() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 60; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
                slow.add(socket);
                String head = "POST /things HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nx";
                socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            }
            assertThat(get("/things/7").body()).isEqualTo("thing 7");
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void beyondThisMachineNothingIsServedWithoutTlsUnlessAskedFor() {
        ListenSettings open = ListenSettings.parse("0.0.0.0:0");
        assertThatThrownBy(() -> HttpServer.start(open, ENDPOINTS, GATE, new Problems()))
                .isInstanceOfSatisfying(TidegateException.class, error -> assertThat(error.code())
                        .isEqualTo(ErrorCode.LISTEN_INSECURE));
        assertThat(open.withInsecureHttp().insecureHttp()).isTrue();
    }

    @Test
    void aPortThatIsTakenIsAnErrorThatSaysSo() {
        ListenSettings taken = ListenSettings.parse("127.0.0.1:" + server.port());
        assertThatThrownBy(() -> HttpServer.start(taken, ENDPOINTS, GATE, new Problems()))
                .isInstanceOfSatisfying(TidegateException.class, error -> {
                    assertThat(error.code()).isEqualTo(ErrorCode.LISTEN_FAILED);
                    assertThat(error.detail()).contains(taken.toString());
                });
    }

    @Test
    void theRouterKnowsTheRoleOfEveryRoute() {
        assertThat(server.routes()).hasSameSizeAs(ENDPOINTS).allSatisfy(route -> assertThat(route.roles())
                .hasSize(1));
    }

    @Test
    void withACertificateItSpeaksTlsAndTellsBrowsersToStayWithIt(@TempDir Path directory) throws Exception {
        CertificateAuthority authority = new CertificateAuthority("CN=Test Root");
        ServerTls files = files(directory, authority.issue("CN=tidegate", "127.0.0.1"));
        try (HttpServer secure = HttpServer.start(LOOPBACK.withTls(files), ENDPOINTS, GATE, new Problems())) {
            HttpRequest request =
                    HttpRequest.newBuilder(secure.url().resolve("/things/7")).build();
            HttpResponse<String> answer = trusting(authority, "TLSv1.3").send(request, BodyHandlers.ofString());
            assertThat(answer.body()).isEqualTo("thing 7");
            assertThat(answer.headers().firstValue("Strict-Transport-Security")).isPresent();
            assertThat(trusting(authority, "TLSv1.2")
                            .send(request, BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void aKeyThatIsNoneIsRefusedWithoutQuotingIt(@TempDir Path directory) throws Exception {
        ServerTls files = files(directory, new CertificateAuthority("CN=Test Root").issue("CN=tidegate", "127.0.0.1"));
        Files.writeString(files.key(), "-----BEGIN EC PRIVATE KEY-----\nc2VjcmV0\n-----END EC PRIVATE KEY-----\n");
        assertThatThrownBy(() -> HttpServer.start(LOOPBACK.withTls(files), ENDPOINTS, GATE, new Problems()))
                .isInstanceOfSatisfying(TidegateException.class, error -> {
                    assertThat(error.code()).isEqualTo(ErrorCode.TLS_CONFIG_FAILED);
                    assertThat(error.remedy()).contains("openssl pkcs8");
                    assertThat(error).hasMessageNotContaining("c2VjcmV0");
                });
    }

    @Test
    void anAddressWithoutPortIsRefused() {
        for (String address : List.of("127.0.0.1", ":8300", "localhost:x", "localhost:70000")) {
            assertThatThrownBy(() -> ListenSettings.parse(address)).isInstanceOf(TidegateException.class);
        }
        assertThat(ListenSettings.parse("[::1]:8300"))
                .extracting(ListenSettings::host, ListenSettings::port)
                .containsExactly("::1", 8300);
    }

    private static ServerTls files(Path directory, CertificateAuthority.Certificate certificate) throws IOException {
        return new ServerTls(
                Files.writeString(directory.resolve("cert.pem"), certificate.certificatePem()),
                Files.writeString(directory.resolve("key.pem"), certificate.keyPem()));
    }

    private static HttpClient trusting(CertificateAuthority authority, String protocol) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        byte[] root = authority.certificatePem().getBytes(StandardCharsets.US_ASCII);
        trusted.setCertificateEntry(
                "root", CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(root)));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        SSLParameters parameters = context.getDefaultSSLParameters();
        parameters.setProtocols(new String[] {protocol});
        return HttpClient.newBuilder()
                .sslContext(context)
                .sslParameters(parameters)
                .build();
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return send(to(path).GET());
    }

    private static HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(server.url().resolve(path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    /** Lets everybody in where the public is welcome. */
    private static final class RecordingGate implements Gate {
        final List<String> concluded = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void admit(Context context, Access needed) {
            if (needed != Access.PUBLIC) {
                throw new TidegateException(ErrorCode.FORBIDDEN, "not you");
            }
        }

        @Override
        public void conclude(Context context) {
            concluded.add(context.path() + " " + context.statusCode());
        }
    }
}
