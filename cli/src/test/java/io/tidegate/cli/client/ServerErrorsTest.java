package io.tidegate.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.cli.ClientShell;
import io.tidegate.cli.Ending;
import io.tidegate.embedded.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a command says when the server says no, or is not there: a code, a sentence, a remedy, an exit status. */
@Timeout(60)
class ServerErrorsTest {
    private static final String LIST = "GET /api/v2/changefeeds";

    @TempDir
    private Path home;

    private ScriptedServer server;
    private ClientShell shell;

    @BeforeEach
    void start() {
        server = new ScriptedServer();
        shell = new ClientShell(home).variable("TIDEGATE_SERVER", server.url());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aProblemOfTheServerIsToldWithItsCodeItsSentenceAndItsRemedy() {
        server.answer("GET /api/v2/changefeeds/nowhere", 400, """
                {"type":"about:blank","title":"There is no such changefeed","status":400,
                 "detail":"changefeed not exists, nowhere","remedy":"List them first.",
                 "error_msg":"[CDC:ErrChangeFeedNotExists]changefeed not exists, nowhere",
                 "error_code":"CDC:ErrChangeFeedNotExists"}""");
        Ending ending = shell.run("changefeed", "query", "-c", "nowhere");
        assertThat(ending.err().lines())
                .containsExactly(
                        "error CDC:ErrChangeFeedNotExists: There is no such changefeed: changefeed not exists, nowhere",
                        "remedy: List them first.");
        assertThat(ending.status()).isEqualTo(2);
        assertThat(ending.out()).isEmpty();
    }

    @Test
    void aTiCdcServersErrorWithoutProblemFieldsIsToldTheSameWay() {
        server.answer("POST /api/v2/changefeeds/a/pause", 500, """
                {"error_msg":"[CDC:ErrKafkaNewProducer]no brokers","error_code":"CDC:ErrKafkaNewProducer"}""");
        Ending ending = shell.run("changefeed", "pause", "-c", "a");
        assertThat(ending.err())
                .contains("error CDC:ErrKafkaNewProducer: The Kafka cluster cannot be used: no brokers\nremedy: ");
        assertThat(ending.status()).isEqualTo(3);
    }

    @Test
    void aCodeThatThisVersionDoesNotKnowIsStillShown() {
        server.answer(LIST, 500, """
                {"error_msg":"[TG:ErrTomorrow]too early","error_code":"TG:ErrTomorrow","remedy":"Wait."}""");
        Ending ending = shell.run("changefeed", "list");
        assertThat(ending.err()).contains("TG:ErrTomorrow: too early").contains("remedy: Wait.");
        assertThat(ending.status()).isEqualTo(3);
    }

    @Test
    void whoIsNotLoggedInIsToldWhereATokenGoes() {
        server.answer(LIST, 401, """
                {"error_msg":"[TG:ErrUnauthenticated]no token","error_code":"TG:ErrUnauthenticated","remedy":"Log in."}""");
        Ending ending = shell.run("changefeed", "list");
        assertThat(ending.err()).startsWith("error TG:ErrUnauthenticated: ").contains("TIDEGATE_TOKEN");
        assertThat(ending.status()).isEqualTo(2);
    }

    @Test
    void aPageThatIsNoAnswerOfTidegateIsSeen() {
        assertThat(shell.run("changefeed", "list").err())
                .startsWith("error TG:ErrServerAnswer: ")
                .contains("HTTP status 404");
        server.answer(LIST, 200, "<html>Welcome</html>");
        assertThat(shell.run("changefeed", "list").err()).startsWith("error TG:ErrServerAnswer: ");
        server.answer(LIST, 302, "");
        assertThat(shell.run("changefeed", "list").err()).contains("HTTP status 302");
    }

    @Test
    void aServerThatIsNotThereIsNamed() {
        String nobody = "http://127.0.0.1:" + FreePort.next();
        Ending ending = shell.run("changefeed", "list", "--server", nobody);
        assertThat(ending.err())
                .startsWith("error TG:ErrServerUnreachable: The Tidegate server cannot be reached: " + nobody
                        + ": connection refused\nremedy: ")
                .doesNotContain("Exception");
        assertThat(ending.status()).isEqualTo(3);
    }

    @Test
    void aHostWithoutAnAddressIsNamed() {
        Ending ending = shell.run("changefeed", "list", "--server", "http://no-such-host.invalid:8300");
        assertThat(ending.err())
                .startsWith("error TG:ErrServerUnreachable: ")
                .contains("no-such-host.invalid:8300: the host has no address");
    }

    @Test
    void aServerThatHangsUpIsToldAndTlsIsThoughtOf() {
        try (RudeServer rude = new RudeServer("")) {
            Ending ending = shell.run("changefeed", "list", "--server", "http://127.0.0.1:" + rude.port());
            assertThat(ending.err())
                    .startsWith("error TG:ErrServerUnreachable: ")
                    .contains("https://")
                    .doesNotContain("Exception");
        }
    }

    @Test
    void aServerWithoutTlsThatIsAskedForItIsATlsError() {
        try (RudeServer plain = new RudeServer("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")) {
            Ending ending = shell.run("changefeed", "list", "--server", "https://127.0.0.1:" + plain.port());
            assertThat(ending.err())
                    .startsWith("error TG:ErrServerTlsFailed: ")
                    .contains("--ca")
                    .doesNotContain("Exception");
            assertThat(ending.status()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://h:1",
                "http://",
                "http://user:geheim@h:8300",
                "http://h:8300/api",
                "http://h:8300?a=b",
                "a b",
                "http://h:x"
            })
    void anAddressThatIsNoneIsRefusedWithoutRepeatingALogin(String address) {
        Ending ending = shell.run("changefeed", "list", "--server", address);
        assertThat(ending.err())
                .startsWith("error TG:ErrInvalidArgument: ")
                .contains("--server")
                .doesNotContain("geheim")
                .doesNotContain("Exception");
        assertThat(ending.status()).isEqualTo(2);
    }

    @Test
    void theTokenOfTheFileGoesBeforeThatOfTheEnvironmentAndNeitherIsPrinted() throws IOException {
        server.answer(LIST, 200, "{\"total\":0,\"items\":[]}");
        Path file = Files.writeString(home.resolve("token"), "from-the-file\n");
        shell.variable("TIDEGATE_TOKEN", " from-the-environment ");
        Ending first = shell.run("changefeed", "list");
        Ending second = shell.run("changefeed", "list", "--token-file", file.toString());
        assertThat(server.requests())
                .extracting(ScriptedServer.Request::authorization)
                .containsExactly("Bearer from-the-environment", "Bearer from-the-file");
        assertThat(first.out() + first.err() + second.out() + second.err()).doesNotContain("from-the");
    }

    @Test
    void aTokenFileThatIsNotThereIsNamed() {
        Ending ending = shell.run("changefeed", "list", "--token-file", "/no/such/file");
        assertThat(ending.err()).startsWith("error TG:ErrInvalidArgument: ").contains("/no/such/file");
    }

    @Test
    void anAuthorityFileThatIsNoneIsNamed() throws IOException {
        Path file = Files.writeString(home.resolve("ca.pem"), "not a certificate");
        Ending ending = shell.run("changefeed", "list", "--ca", file.toString());
        assertThat(ending.err())
                .startsWith("error CDC:ErrToTLSConfigFailed: ")
                .contains(file.toString())
                .contains("--ca");
    }

    @Test
    void aGroupWithoutACommandSaysWhatIsMissing() {
        Ending ending = shell.run("changefeed");
        assertThat(ending.err())
                .startsWith("error TG:ErrInvalidArgument: ")
                .contains("remedy: Run tidegate changefeed --help");
        assertThat(shell.run("changefeed", "pause").err()).contains("tidegate changefeed pause --help");
    }
}
