package io.tidegate.mysql.protocol;

import io.tidegate.config.SourceEndpoint;
import io.tidegate.config.SourceTls;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The conversation from the server's greeting to its OK: TLS if asked for, then the proof of the password by whatever
 * method the server names, which it may change once on the way. Used for one login.
 */
final class Login {
    private static final int MAX_PACKET = 0x40000000;
    private static final int UTF8MB4 = 45;

    private static final int OK = 0x00;
    private static final int MORE_DATA = 0x01;
    private static final int SWITCH = 0xFE;

    private static final String NATIVE = "mysql_native_password";
    private static final String CACHING_SHA2 = "caching_sha2_password";
    private static final String SHA256 = "sha256_password";
    private static final String CLEAR = "mysql_clear_password";
    private static final String ED25519 = "client_ed25519";

    private static final int SHA2_FAST_DONE = 3;
    private static final int SHA2_FULL_WANTED = 4;
    private static final int SHA2_ASK_KEY = 2;
    private static final int SHA256_ASK_KEY = 1;
    private static final int ED25519_NONCE = 32;

    private final SourceEndpoint endpoint;
    private final Wire wire;
    private final PacketChannel channel;
    private final byte[] password;
    private byte[] scramble = new byte[0];
    private String plugin = NATIVE;

    Login(SourceEndpoint endpoint, Wire wire, PacketChannel channel) {
        this.endpoint = endpoint;
        this.wire = wire;
        this.channel = channel;
        this.password = endpoint.password().reveal(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    /** Logs in, and says who answered. */
    ServerInfo run() throws IOException {
        byte[] packet = channel.read();
        refuseError(packet);
        Greeting greeting = Greeting.parse(packet);
        int capabilities = Capability.WANTED & (greeting.capabilities() | Capability.LONG_PASSWORD);
        if (encrypt(greeting)) {
            capabilities |= Capability.SSL;
            channel.write(head(capabilities).toBytes());
            SourceTls tls = endpoint.tls();
            wire.startTls(
                    new TlsMaterial(tls).context(),
                    endpoint.host(),
                    tls.mode() == SourceTls.Mode.VERIFY_IDENTITY,
                    channel.timeLeft());
        }
        scramble = greeting.scramble();
        plugin = canOpenWith(greeting.plugin()) ? greeting.plugin() : NATIVE;
        channel.write(head(capabilities)
                .zeroTerminated(endpoint.user())
                .lengthEncoded(proof())
                .zeroTerminated(plugin)
                .toBytes());
        converse();
        return greeting.serverInfo(wire.secure());
    }

    private boolean encrypt(Greeting greeting) {
        boolean offered = (greeting.capabilities() & Capability.SSL) != 0;
        return switch (endpoint.tls().mode()) {
            case DISABLED -> false;
            case PREFERRED -> offered;
            case REQUIRED, VERIFY_CA, VERIFY_IDENTITY -> {
                if (!offered) {
                    throw new TidegateException(
                                    ErrorCode.SOURCE_TLS_FAILED,
                                    "the server at " + endpoint.host() + ":" + endpoint.port() + " offers no TLS")
                            .withRemedy(
                                    "Set ssl_cert and ssl_key on the server, or use tls=preferred in the source URI.");
                }
                yield true;
            }
        };
    }

    private static PayloadWriter head(int capabilities) {
        return new PayloadWriter().u32(capabilities).u32(MAX_PACKET).u8(UTF8MB4).zeros(23);
    }

    private void converse() throws IOException {
        boolean switched = false;
        while (true) {
            byte[] packet = channel.read();
            refuseError(packet);
            PayloadReader reader = new PayloadReader(packet);
            int kind = reader.u8();
            switch (kind) {
                case OK -> {
                    return;
                }
                case MORE_DATA -> answer(reader.rest());
                case SWITCH -> {
                    if (switched || reader.remaining() == 0) {
                        throw unsupported(reader.remaining() == 0 ? "mysql_old_password" : reader.zeroTerminated());
                    }
                    switched = true;
                    plugin = reader.zeroTerminated();
                    scramble = reader.rest();
                    channel.write(proof());
                }
                default ->
                    throw new TidegateException(
                            ErrorCode.SOURCE_PROTOCOL, "the server answers the login with a packet of kind " + kind);
            }
        }
    }

    /** Whether the first answer can be given by this method; a clear password or a nonce comes by a switch only. */
    private static boolean canOpenWith(String plugin) {
        return plugin.equals(NATIVE) || plugin.equals(CACHING_SHA2) || plugin.equals(SHA256);
    }

    private byte[] proof() {
        return switch (plugin) {
            case NATIVE -> Scramble.nativePassword(password, scramble);
            case CACHING_SHA2 -> Scramble.cachingSha2(password, scramble);
            case SHA256 -> sha256Opening();
            case CLEAR -> {
                if (!wire.secure()) {
                    throw new TidegateException(
                                    ErrorCode.SOURCE_AUTH_UNSUPPORTED,
                                    "the server asks for the password in clear text on a connection without TLS")
                            .withRemedy("Add tls=required to the source URI.");
                }
                yield zeroTerminatedPassword();
            }
            case ED25519 -> {
                if (scramble.length < ED25519_NONCE) {
                    throw new TidegateException(ErrorCode.SOURCE_PROTOCOL, "the nonce for ed25519 is too short");
                }
                yield Ed25519.sign(password, Arrays.copyOf(scramble, ED25519_NONCE));
            }
            default -> throw unsupported(plugin);
        };
    }

    private byte[] sha256Opening() {
        if (password.length == 0) {
            return new byte[] {0};
        }
        return wire.secure() ? zeroTerminatedPassword() : new byte[] {SHA256_ASK_KEY};
    }

    /** What a method asks for after its first answer. */
    private void answer(byte[] data) throws IOException {
        boolean hasKey = data.length > 1;
        if (plugin.equals(SHA256) && hasKey) {
            channel.write(RsaPassword.encrypt(zeroTerminatedPassword(), scramble, data));
            return;
        }
        if (!plugin.equals(CACHING_SHA2) || data.length == 0) {
            throw new TidegateException(ErrorCode.SOURCE_PROTOCOL, "the server asks for more data in " + plugin);
        }
        if (hasKey) {
            channel.write(RsaPassword.encrypt(zeroTerminatedPassword(), scramble, data));
        } else if (data[0] == SHA2_FULL_WANTED) {
            channel.write(wire.secure() ? zeroTerminatedPassword() : new byte[] {SHA2_ASK_KEY});
        } else if (data[0] != SHA2_FAST_DONE) {
            throw new TidegateException(
                    ErrorCode.SOURCE_PROTOCOL, "the server sends state " + data[0] + " in " + plugin);
        }
    }

    private byte[] zeroTerminatedPassword() {
        return Arrays.copyOf(password, password.length + 1);
    }

    private void refuseError(byte[] packet) {
        if (packet.length > 0 && (packet[0] & 0xFF) == ServerError.MARKER) {
            throw ServerError.parse(packet).failure(endpoint.user());
        }
    }

    private static TidegateException unsupported(String plugin) {
        return new TidegateException(ErrorCode.SOURCE_AUTH_UNSUPPORTED, "the server asks for " + plugin);
    }
}
