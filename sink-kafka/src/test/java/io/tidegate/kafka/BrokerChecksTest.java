package io.tidegate.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.check.Check;
import io.tidegate.check.Check.Status;
import io.tidegate.embedded.EmbeddedKafka;
import io.tidegate.embedded.FreePort;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class BrokerChecksTest {
    private static EmbeddedKafka kafka;

    private final List<Check> found = new ArrayList<>();

    @BeforeAll
    static void startBroker() {
        kafka = EmbeddedKafka.builder().build().start();
    }

    @AfterAll
    static void stopBroker() {
        kafka.close();
    }

    @Test
    void theWayToTheBrokersIsLookedAtAndNoTopic() {
        String address = kafka.bootstrapServers();
        assertThat(run(address)).hasValue(1);
        assertThat(found)
                .allSatisfy(check -> assertThat(check.status()).isEqualTo(Status.PASS))
                .extracting(Check::code)
                .containsExactly("K001", "K002", "K003", "K016", "K006", "K009");
        assertThat(found).extracting(Check::text).contains("has 1 broker").anySatisfy(text -> assertThat(text)
                .contains("metadata.version"));
    }

    @Test
    void brokersWithoutAWayToThemAreNotCounted() {
        assertThat(run("127.0.0.1:" + FreePort.next())).isEmpty();
        assertThat(found).singleElement().satisfies(check -> {
            assertThat(check.status()).isEqualTo(Status.FAIL);
            assertThat(check.code()).isEqualTo("K001");
        });
    }

    private OptionalInt run(String address) {
        return BrokerChecks.run(new SinkSettings(address, "nobody-made-this").build(), found::add);
    }
}
