package io.tidegate.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.http.Context;
import io.tidegate.server.web.Access;
import io.tidegate.server.web.Endpoint;
import io.tidegate.server.web.Gate;
import io.tidegate.server.web.HttpServer;
import io.tidegate.server.web.ListenSettings;
import io.tidegate.server.web.Problems;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PartStreamTest {
    private static final ListenSettings LOOPBACK = ListenSettings.parse("127.0.0.1:0");

    private final CountDownLatch read = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);
    private final AtomicBoolean waited = new AtomicBoolean();

    @Test
    void aPartIsReadBeforeTheNextOneIsMade() throws Exception {
        try (HttpServer server = serve();
                InputStream answer = open(server)) {
            assertThat(part(answer)).isEqualTo("<li>first  of all</li>");
            read.countDown();
            assertThat(part(answer)).isEqualTo("<li>second</li>");
            assertThat(answer.read()).isEqualTo(-1);
            assertThat(waited).isTrue();
        }
    }

    @Test
    void whoeverSendsGoesOnWhenTheClientIsGone() throws Exception {
        try (HttpServer server = serve()) {
            try (InputStream answer = open(server)) {
                assertThat(part(answer)).startsWith("<li>first");
            }
            read.countDown();
            assertThat(over.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private HttpServer serve() {
        return HttpServer.start(
                LOOPBACK,
                List.of(Endpoint.get("/parts", Access.PUBLIC, context -> {
                    PartStream parts = new PartStream(context);
                    assertThat(parts.isBegun()).isFalse();
                    parts.send("<li>first \u001eof all</li>");
                    assertThat(parts.isBegun()).isTrue();
                    waited.set(read.await(30, TimeUnit.SECONDS));
                    parts.send("<li>second</li>");
                    over.countDown();
                })),
                new OpenGate(),
                new Problems());
    }

    private static InputStream open(HttpServer server) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(server.url().resolve("/parts")).build(), BodyHandlers.ofInputStream())
                .body();
    }

    private static String part(InputStream answer) throws Exception {
        StringBuilder part = new StringBuilder();
        for (int next = answer.read(); next != '\u001e'; next = answer.read()) {
            assertThat(next).isNotEqualTo(-1);
            part.append(new String(new byte[] {(byte) next}, StandardCharsets.UTF_8));
        }
        return part.toString();
    }

    /** Lets everybody in. */
    private static final class OpenGate implements Gate {
        @Override
        public void admit(Context context, Access needed) {}

        @Override
        public void conclude(Context context) {}
    }
}
