package io.tidegate.mysql.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidegate.config.Secret;
import io.tidegate.config.SourceEndpoint;
import io.tidegate.config.SourceKind;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Logins against a server that only plays its part of the conversation, for the methods that no server here offers. */
@Timeout(60)
class LoginConversationTest {
    private static final byte[] OK = {0, 0, 0, 2, 0, 0, 0};
    private static final byte[] SCRAMBLE = "abcdefghijklmnopqrst".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NONCE = "0123456789abcdef0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

    @Test
    void aSwitchToEd25519IsAnsweredWithASignatureOfTheNonce() throws Exception {
        List<byte[]> answers = login(switchTo("client_ed25519", NONCE), OK);
        assertThat(answers.get(1)).isEqualTo(Ed25519.sign("tide".getBytes(StandardCharsets.UTF_8), NONCE));
    }

    @Test
    void theFastPathOfCachingSha2NeedsNoFurtherAnswer() throws Exception {
        List<byte[]> answers = login(new byte[] {1, 3}, OK);
        assertThat(answers).hasSize(1);
        assertThat(new String(answers.get(0), StandardCharsets.ISO_8859_1))
                .contains("cdc\0")
                .endsWith("caching_sha2_password\0");
    }

    @Test
    void aClearPasswordIsNotSentInTheOpen() {
        TidegateException failure = refused(switchTo("mysql_clear_password", new byte[0]));
        assertThat(failure.code()).isEqualTo(ErrorCode.SOURCE_AUTH_UNSUPPORTED);
        assertThat(failure.remedy()).contains("tls=required");
    }

    @Test
    void aMethodThatIsNotSupportedIsNamed() {
        TidegateException failure = refused(switchTo("dialog", new byte[0]));
        assertThat(failure.code()).isEqualTo(ErrorCode.SOURCE_AUTH_UNSUPPORTED);
        assertThat(failure.detail()).contains("dialog");
    }

    @Test
    void aServerThatHangsUpIsUnreachable() {
        assertThat(refused().code()).isEqualTo(ErrorCode.SOURCE_UNREACHABLE);
    }

    @Test
    void anOldMariaDbHidesItsVersionBehindAPrefix() {
        Greeting greeting = new Greeting("5.5.5-10.11.6-MariaDB-log", 7, -2, SCRAMBLE, "mysql_native_password");
        ServerInfo info = greeting.serverInfo(false);
        assertThat(info.flavour()).isEqualTo(ServerInfo.Flavour.MARIADB);
        assertThat(info.versionText()).isEqualTo("10.11.6-MariaDB-log");
        assertThat(info.version()).isEqualTo(101106);
    }

    @Test
    void aMariaDbThatCallsItselfOtherwiseIsRecognised() {
        assertThat(new Greeting("8.0.0", 7, -2, SCRAMBLE, "").serverInfo(false).flavour())
                .isEqualTo(ServerInfo.Flavour.MARIADB);
        assertThat(new Greeting("8.4.3", 7, -1, SCRAMBLE, "").serverInfo(false).flavour())
                .isEqualTo(ServerInfo.Flavour.MYSQL);
    }

    private static TidegateException refused(byte[]... packets) {
        return catchThrowableOfType(TidegateException.class, () -> login(packets));
    }

    /** Sends a greeting, then a packet after each one received; what the client sent. */
    private static List<byte[]> login(byte[]... packets) throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<List<byte[]>> received = new CompletableFuture<>();
            Thread server = new Thread(() -> {
                try {
                    received.complete(play(listener, packets));
                } catch (IOException failure) {
                    received.completeExceptionally(failure);
                }
            });
            server.start();
            SourceEndpoint endpoint = new SourceEndpoint(
                    SourceKind.MYSQL,
                    "127.0.0.1",
                    listener.getLocalPort(),
                    "cdc",
                    new Secret("tide"),
                    Endpoints.NO_TLS);
            try (ReplicationConnection connection = ReplicationConnection.connect(endpoint, Duration.ofSeconds(10))) {
                assertThat(connection.server().connectionId()).isEqualTo(7);
            } finally {
                server.join(10_000);
            }
            return received.get(10, TimeUnit.SECONDS);
        }
    }

    private static List<byte[]> play(ServerSocket listener, byte[][] packets) throws IOException {
        List<byte[]> received = new ArrayList<>();
        try (Socket socket = listener.accept()) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            int sequence = send(socket, 0, greeting());
            for (int i = 0; i < packets.length; i++) {
                boolean serverGoesOn = i > 0 && packets[i - 1][0] == 1 && packets[i - 1][1] == 3;
                if (!serverGoesOn) {
                    int length = Integer.reverseBytes(in.readInt()) & 0xFFFFFF;
                    received.add(in.readNBytes(length));
                    sequence++;
                }
                sequence = send(socket, sequence, packets[i]);
            }
        }
        return received;
    }

    private static int send(Socket socket, int sequence, byte[] payload) throws IOException {
        byte[] packet = new PayloadWriter()
                .u8(payload.length)
                .u16(0)
                .u8(sequence)
                .raw(payload)
                .toBytes();
        socket.getOutputStream().write(packet);
        return sequence + 1;
    }

    private static byte[] greeting() {
        int capabilities = Capability.WANTED;
        return new PayloadWriter()
                .u8(10)
                .zeroTerminated("8.4.3")
                .u32(7)
                .raw(Arrays.copyOf(SCRAMBLE, 8))
                .u8(0)
                .u16(capabilities)
                .u8(45)
                .u16(2)
                .u16(capabilities >>> 16)
                .u8(21)
                .zeros(10)
                .raw(Arrays.copyOfRange(SCRAMBLE, 8, 21))
                .zeroTerminated("caching_sha2_password")
                .toBytes();
    }

    private static byte[] switchTo(String plugin, byte[] data) {
        return new PayloadWriter().u8(0xFE).zeroTerminated(plugin).raw(data).toBytes();
    }
}
