package io.tidegate.server.console.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class BrokerCountTest {
    private static final OptionalInt THREE = OptionalInt.of(3);

    @Test
    void threeReplicasAreOfferedWhereThereAreThreeBrokers() {
        assertThat(Draft.INITIAL.looked(OptionalInt.of(2)).changefeed().replicationFactor())
                .isEqualTo("1");
        Draft three = Draft.INITIAL.looked(THREE);
        assertThat(three.changefeed().replicationFactor()).isEqualTo("3");
        assertThat(three.looked(OptionalInt.of(1)).changefeed().replicationFactor())
                .isEqualTo("1");
    }

    @Test
    void whatSomebodyTypedStays() {
        Draft typed = Drafts.typed(Draft.INITIAL, "replication-factor", "1", "default-topic", "shop");
        assertThat(typed.looked(THREE).changefeed().replicationFactor()).isEqualTo("1");
    }

    @Test
    void theNumberIsThatOfTheseBrokersAlone() {
        Draft seen = Drafts.typed(Draft.INITIAL, "brokers", "a:1,b:1").looked(THREE);
        assertThat(Drafts.typed(seen, "brokers", "a:1, b:1").target().brokerCount())
                .isEqualTo(THREE);
        assertThat(Drafts.typed(seen, "brokers", "c:1").target().brokerCount()).isEmpty();
    }

    @Test
    void theNumberIsKeptWithTheDraft() {
        Draft seen = Drafts.complete().looked(THREE);
        assertThat(DraftJson.read(DraftJson.write(seen))).isEqualTo(seen);
    }

    @Test
    void neitherMoreReplicasThanBrokersNorMoreThanTenPartitionsOnEach() {
        Draft draft = Drafts.typed(Drafts.complete(), "replication-factor", "4", "partition-number", "31");
        assertThat(ChangefeedErrors.of(draft, THREE))
                .extracting(FieldError::field, FieldError::arguments)
                .containsExactly(
                        tuple("replication-factor", List.of("3")), tuple("partition-number", List.of("1", "30")));
        assertThat(ChangefeedErrors.of(draft, OptionalInt.empty())).isEmpty();
    }

    @Test
    void theTargetAloneIsAChangefeedWhateverElseIsTyped() {
        Draft draft = Drafts.typed(Drafts.complete(), "rules", "[", "default-topic", "");
        assertThat(DraftRequest.resolve(draft.targetAlone()).kafka().brokers())
                .containsExactly("broker-1.example:9092");
    }
}
