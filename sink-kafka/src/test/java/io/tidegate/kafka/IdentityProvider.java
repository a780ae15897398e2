package io.tidegate.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;

/**
 * An identity provider: {@code /token} gives tokens by the client credentials grant (RFC 6749 section 4.4), signed with
 * RS256, and {@code /keys} the key to verify them with (RFC 7517). It knows one client, {@code cdc} with {@link #SECRET}.
 */
final class IdentityProvider implements AutoCloseable {
    /** Has characters that mean something in forms and headers. */
    static final String SECRET = "s:é+c%ret";

    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

    private final HttpServer server;
    private final HttpsServer secure;
    private final KeyPair keys;
    private final List<Map<String, String>> asked = Collections.synchronizedList(new ArrayList<>());
    volatile boolean takesHeaders = true;
    volatile boolean broken;
    volatile int lifetimeSeconds = 300;

    /** @param tls of a second address, under which the same is found */
    IdentityProvider(SSLContext tls) throws IOException, GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        keys = generator.generateKeyPair();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        secure = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        secure.setHttpsConfigurator(new HttpsConfigurator(tls));
        for (HttpServer each : List.of(server, secure)) {
            each.createContext("/token", this::token);
            each.createContext("/keys", exchange -> answer(exchange, 200, keySet()));
            each.start();
        }
    }

    String tokenUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/token";
    }

    /** @param host a name or address of this machine */
    String secureTokenUrl(String host) {
        return "https://" + host + ":" + secure.getAddress().getPort() + "/token";
    }

    String keysUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/keys";
    }

    /** The forms that were granted, with the login among them. */
    List<Map<String, String>> granted() {
        return asked;
    }

    @Override
    public void close() {
        server.stop(0);
        secure.stop(0);
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> form = form(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        if (header != null && takesHeaders) {
            String[] login =
                    new String(Base64.getDecoder().decode(header.substring("Basic ".length())), UTF_8).split(":", 2);
            form.put("client_id", URLDecoder.decode(login[0], UTF_8));
            form.put("client_secret", URLDecoder.decode(login[1], UTF_8));
        }
        if (broken) {
            answer(exchange, 503, "<html>gone fishing</html>");
        } else if (!"cdc".equals(form.get("client_id")) || !SECRET.equals(form.get("client_secret"))) {
            answer(exchange, 401, "{\"error\":\"invalid_client\",\"error_description\":\"who is that\"}");
        } else if (!"client_credentials".equals(form.get("grant_type"))) {
            answer(exchange, 400, "{\"error\":\"unsupported_grant_type\"}");
        } else {
            asked.add(form);
            answer(
                    exchange,
                    200,
                    "{\"access_token\":\"" + signed(form) + "\",\"token_type\":\"Bearer\",\"expires_in\":"
                            + lifetimeSeconds + "}");
        }
    }

    private String signed(Map<String, String> form) {
        long now = Instant.now().getEpochSecond();
        String claims = "{\"iss\":\"shop\",\"sub\":\"service-cdc\",\"aud\":\"" + form.getOrDefault("audience", "none")
                + "\",\"scope\":\"" + form.getOrDefault("scope", "") + "\",\"iat\":" + now + ",\"exp\":"
                + (now + lifetimeSeconds) + "}";
        String text =
                encoded("{\"alg\":\"RS256\",\"kid\":\"1\"}".getBytes(UTF_8)) + "." + encoded(claims.getBytes(UTF_8));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(text.getBytes(UTF_8));
            return text + "." + encoded(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String keySet() {
        RSAPublicKey key = (RSAPublicKey) keys.getPublic();
        return "{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"1\",\"use\":\"sig\",\"alg\":\"RS256\",\"n\":\""
                + encoded(unsigned(key.getModulus())) + "\",\"e\":\"" + encoded(unsigned(key.getPublicExponent()))
                + "\"}]}";
    }

    private static byte[] unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    private static String encoded(byte[] bytes) {
        return URL.encodeToString(bytes);
    }

    private static Map<String, String> form(String body) {
        Map<String, String> form = new HashMap<>();
        for (String part : body.split("&")) {
            String[] pair = part.split("=", 2);
            form.put(URLDecoder.decode(pair[0], UTF_8), URLDecoder.decode(pair[1], UTF_8));
        }
        return form;
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
