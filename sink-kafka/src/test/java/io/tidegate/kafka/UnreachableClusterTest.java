package io.tidegate.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.tidegate.check.Check;
import io.tidegate.embedded.EmbeddedKafka;
import io.tidegate.embedded.FreePort;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.assertj.core.api.ObjectAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class UnreachableClusterTest {
    @Test
    void aPortWhereNobodyListensIsNamed() {
        String address = "127.0.0.1:" + FreePort.next();
        assertFails(address)
                .satisfies(failure ->
                        assertThat(failure.detail()).contains(address).contains("refuses the connection"));
    }

    @Test
    void aHostNameThatDoesNotExistIsNamed() {
        assertFails("no-such-host.invalid:9092").satisfies(failure -> assertThat(failure.detail())
                .contains("no-such-host.invalid")
                .contains("not known to DNS"));
    }

    @Test
    void anAddressWithoutPortIsNamed() {
        assertFails("localhost")
                .satisfies(failure -> assertThat(failure.detail()).contains("no valid port"));
    }

    @Test
    void aPortThatTakesConnectionsAndSaysNothingIsToldApart() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            assertFails("127.0.0.1:" + silent.getLocalPort()).satisfies(failure -> assertThat(failure.detail())
                    .contains("takes connections but does not answer"));
        }
    }

    @Test
    void anAdvertisedAddressThatCannotBeReachedIsNamed() {
        int wrong = FreePort.next();
        try (EmbeddedKafka kafka =
                EmbeddedKafka.builder().advertisedPort(wrong).build().start()) {
            String address = kafka.bootstrapServers();
            assertFails(address)
                    .satisfies(failure ->
                            assertThat(failure.detail()).contains(address, "ask to be reached", "127.0.0.1:" + wrong))
                    .satisfies(failure -> assertThat(failure.remedy()).contains("advertised.listeners"));
            try (KafkaSink sink = new KafkaSink(new SinkSettings(address, "t").build(), "test")) {
                List<Check> found = sink.check(List.of("t"));
                assertThat(found).extracting(Check::code).containsExactly("K001", "K002", "K003");
                assertThat(found.get(2).status()).isEqualTo(Check.Status.FAIL);
                assertThat(found.get(2).text()).contains("127.0.0.1:" + wrong);
                assertThat(found.get(2).remedy()).contains("advertised.listeners");
            }
        }
    }

    @Test
    void checksEndAtTheBootstrapAddressWhenItCannotBeReached() {
        try (KafkaSink sink = new KafkaSink(new SinkSettings("127.0.0.1:" + FreePort.next(), "t").build(), "test")) {
            List<Check> found = sink.check(List.of("t"));
            assertThat(found).hasSize(1);
            assertThat(found.get(0).code()).isEqualTo("K001");
            assertThat(found.get(0).status()).isEqualTo(Check.Status.FAIL);
            assertThat(found.get(0).remedy()).isNotBlank();
        }
    }

    private static ObjectAssert<TidegateException> assertFails(String address) {
        try (KafkaSink sink = new KafkaSink(new SinkSettings(address, "t").build(), "test")) {
            return assertThatThrownBy(sink::start)
                    .asInstanceOf(type(TidegateException.class))
                    .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.KAFKA_UNREACHABLE));
        }
    }
}
