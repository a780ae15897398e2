package io.tidegate.server.console.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tidegate.config.Secret;
import io.tidegate.error.TidegateException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DraftJsonTest {
    @Test
    void everythingTypedSurvives() {
        Draft draft = new Draft(
                Drafts.everything().target(),
                Drafts.everything().changefeed(),
                Drafts.everything().specification(),
                new CarriedSettings(
                        Map.of("max-message-bytes", "1000"),
                        JsonNodeFactory.instance.objectNode().put("bdr_mode", false),
                        42));
        assertThat(DraftJson.read(DraftJson.write(draft))).isEqualTo(draft);
    }

    @Test
    void aDraftThatNobodyTouchedSurvives() {
        assertThat(DraftJson.read(DraftJson.write(Draft.INITIAL))).isEqualTo(Draft.INITIAL);
    }

    @Test
    void emptyListsSurvive() {
        Draft draft = Drafts.typed(Draft.INITIAL, "rules", "", "partitions.x", "");
        assertThat(draft.changefeed().tables().rules()).isEmpty();
        assertThat(draft.changefeed().partitions()).isEmpty();
        assertThat(DraftJson.read(DraftJson.write(draft))).isEqualTo(draft);
    }

    @Test
    void whatIsTypedWrongSurvives() {
        Draft draft = Drafts.typed(Draft.INITIAL, "brokers", "no port at all", "partition-number", "many", "rcu", "-");
        assertThat(DraftJson.read(DraftJson.write(draft))).isEqualTo(draft);
    }

    @Test
    void whatIsNoDraftIsRefusedWithoutBeingQuoted() {
        assertThatThrownBy(() -> DraftJson.read(new Secret("{hidden")))
                .isInstanceOf(TidegateException.class)
                .hasMessageNotContaining("hidden");
    }

    @Test
    void nothingPrintedHoldsASecret() {
        assertThat(Drafts.everything().target() + "" + Drafts.everything().changefeed() + Drafts.everything())
                .doesNotContain("p@ss", "secret", "r@g");
    }
}
