package io.tidegate.kafka.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidegate.config.SchemaRegistryConfig;
import io.tidegate.config.SchemaRegistryConfig.Login;
import io.tidegate.config.Secret;
import io.tidegate.embedded.FreePort;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.testkit.registry.RegistryGateway;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user reads when a registry does not do as it should; nobody stands behind the gateway here. */
@Timeout(60)
class RegistryTroubleTest {
    private static final String SCHEMA = "{\"type\":\"record\",\"name\":\"t\",\"fields\":[]}";
    private static final Duration PATIENCE = Duration.ofMillis(400);

    private final RegistryGateway gateway = new RegistryGateway("http://127.0.0.1:1", "cdc:p:w");

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void incompatibilityNamesTheSubjectAndHowToAllowIt() {
        gateway.answer(409, "{\"error_code\":409,\"message\":\"reader field  'n' has\\nno default\"}");
        TidegateException error = refusal(() -> registry("cdc", "p:w").register("shop_orders-value", SCHEMA));
        assertThat(error.retryable()).isTrue();
        assertThat(error.detail())
                .isEqualTo(gateway.url() + ": the schema of subject shop_orders-value is incompatible with the ones"
                        + " before: reader field 'n' has no default");
        assertThat(error.remedy())
                .contains("curl -X PUT")
                .contains(gateway.url() + "/config/shop_orders-value")
                .contains("goes on by itself");
        assertThat(gateway.requests()).containsExactly("POST /subjects/shop_orders-value/versions");
    }

    @ParameterizedTest
    @CsvSource({
        "500, it answers with status 500: broken, mend it",
        "503, it answers with status 503: broken, mend it",
        "429, it answers with status 429: broken, mend it",
        "422, the schema of subject s-key is not accepted: broken, Exclude the table",
        "403, what it is asked as cdc is not allowed: broken, Grant this user",
        "404, no schema registry: broken, /apis/ccompat/v7",
        "302, it redirects to, Give that address"
    })
    void everyAnswerHasItsWordsAndItsRemedy(int status, String words, String remedy) {
        gateway.answer(status, "{\"error_code\":1,\"message\":\"broken\"}");
        TidegateException error = refusal(() -> registry("cdc", "p:w").register("s-key", SCHEMA));
        assertThat(error.detail())
                .startsWith(gateway.url() + ": ")
                .contains("s-key")
                .contains(words);
        assertThat(error.remedy()).contains(remedy);
        assertThat(gateway.requests()).hasSize(status >= 500 ? 3 : 1);
    }

    @ParameterizedTest
    @CsvSource({"'{\"id\":0}'", "'{}'", "'<html>'", "''"})
    void anAnswerWithoutAnIdIsNoAnswer(String body) {
        gateway.answer(200, body);
        assertThat(refusal(() -> registry("cdc", "p:w").register("s-key", SCHEMA))
                        .detail())
                .contains("it was asked for a registered schema and answers ");
    }

    @Test
    void aWrongLoginIsToldWithoutThePassword() {
        TidegateException error = refusal(() -> registry("cdc", "SECRET").requireReachable());
        assertThat(error.detail()).contains("it refuses to be asked as cdc").doesNotContain("SECRET");
        assertThat(error.remedy()).contains("https://user:password@host");
        HttpRegistry anonymous =
                new HttpRegistry(new SchemaRegistryConfig(URI.create(gateway.url()), null, null, PATIENCE));
        assertThat(refusal(anonymous::requireReachable).detail()).contains("it refuses to be asked without a login");
    }

    @Test
    void aPageOfAnythingElseIsNoRegistry() {
        gateway.answer(200, "<html>Welcome</html>");
        TidegateException error = refusal(() -> registry("cdc", "p:w").requireReachable());
        assertThat(error.detail()).contains("no schema registry: <html>Welcome</html>");
        gateway.answer(404, "404 page not found");
        assertThat(refusal(() -> registry("cdc", "p:w").requireReachable()).detail())
                .contains("no schema registry");
    }

    @Test
    void anOldRegistryThatDoesNotKnowTheProbeIsOne() {
        gateway.answer(404, "{\"error_code\":404,\"message\":\"HTTP 404 Not Found\"}");
        assertThatCode(() -> registry("cdc", "p:w").requireReachable()).doesNotThrowAnyException();
    }

    @Test
    void silenceIsWaitedForOnceAndNotForLong() {
        gateway.stall();
        long start = System.nanoTime();
        TidegateException error = refusal(() -> registry("cdc", "p:w").register("s-key", SCHEMA));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PATIENCE.multipliedBy(5));
        assertThat(error.detail()).endsWith("no answer within 400 ms");
        assertThat(error.remedy()).contains("raise timeout");
        assertThat(gateway.requests()).hasSize(1);
    }

    @Test
    void anInterruptEndsTheWait() throws Exception {
        gateway.stall();
        HttpRegistry registry = new HttpRegistry(
                new SchemaRegistryConfig(URI.create(gateway.url()), null, null, Duration.ofSeconds(50)));
        AtomicReference<TidegateException> error = new AtomicReference<>();
        AtomicReference<Boolean> interrupted = new AtomicReference<>();
        Thread waiting = new Thread(() -> {
            error.set(refusal(() -> registry.register("s-key", SCHEMA)));
            interrupted.set(Thread.currentThread().isInterrupted());
        });
        waiting.start();
        Awaitility.await().until(() -> !gateway.requests().isEmpty());
        waiting.interrupt();
        waiting.join(10_000);
        assertThat(error.get().detail()).contains("interrupted");
        assertThat(interrupted.get()).isTrue();
    }

    @Test
    void aPortWithoutAnybodyTakesNoConnection() {
        HttpRegistry registry = new HttpRegistry(SchemaRegistryConfig.parse("http://127.0.0.1:" + FreePort.next()));
        TidegateException error = refusal(registry::requireReachable);
        assertThat(error.detail()).endsWith(": it takes no connection");
        assertThat(error.remedy()).contains("Check that the registry runs");
    }

    @Test
    void aHostThatNobodyKnowsIsNamed() {
        HttpRegistry registry = new HttpRegistry(SchemaRegistryConfig.parse("http://registry.invalid:8081"));
        assertThat(refusal(registry::requireReachable).detail()).contains("the host registry.invalid is unknown");
    }

    @Test
    void authoritiesThatCannotBeReadAreRefused(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("ca.pem");
        assertThat(authorities(file)).contains(file + " cannot be used: it cannot be read");
        Files.writeString(file, "");
        assertThat(authorities(file)).contains("it has no certificate");
        Files.writeString(file, "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        assertThat(authorities(file)).contains("it is no PEM file of certificates");
    }

    private static String authorities(Path file) {
        return refusal(() -> new HttpRegistry(new SchemaRegistryConfig(URI.create("https://h"), null, file, PATIENCE)))
                .detail();
    }

    private HttpRegistry registry(String user, String password) {
        return new HttpRegistry(new SchemaRegistryConfig(
                URI.create(gateway.url()), new Login(user, new Secret(password)), null, PATIENCE));
    }

    private static TidegateException refusal(ThrowingCallable call) {
        TidegateException error = catchThrowableOfType(TidegateException.class, call);
        assertThat(error).as("nothing was refused").isNotNull();
        assertThat(error.code()).isEqualTo(ErrorCode.SCHEMA_REGISTRY);
        return error;
    }
}
