package io.tidegate.server.console.draft;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.Secret;
import org.junit.jupiter.api.Test;

class TargetFormTest {
    private static final Secret NONE = new Secret("");

    @Test
    void aSecretLeftEmptyStaysAsLongAsItGoesToTheSame() {
        Draft typed =
                Drafts.typed(Drafts.everything(), "password", "", "oauth-client-secret", "", "kerberos-password", "");
        assertThat(typed.target().login())
                .isEqualTo(Drafts.everything().target().login());
    }

    @Test
    void spacesBetweenBrokersAreNoOtherBrokers() {
        Draft typed = Drafts.typed(Drafts.everything(), "brokers", "a.example:9092,b.example:9093");
        assertThat(typed.target().login().password())
                .isEqualTo(Drafts.everything().target().login().password());
    }

    @Test
    void noSecretGoesToOtherBrokers() {
        BrokerLogin login = Drafts.typed(Drafts.everything(), "brokers", "evil.example:9092")
                .target()
                .login();
        assertThat(login.password()).isEqualTo(NONE);
        assertThat(login.oauth().clientSecret()).isEqualTo(NONE);
        assertThat(login.kerberos().password()).isEqualTo(NONE);
    }

    @Test
    void aPasswordIsNotThatOfAnotherUser() {
        BrokerLogin login = Drafts.typed(
                        Drafts.everything(),
                        "user",
                        "root",
                        "oauth-token-url",
                        "https://evil.example",
                        "kerberos-user",
                        "x")
                .target()
                .login();
        assertThat(login.password()).isEqualTo(NONE);
        assertThat(login.oauth().clientSecret()).isEqualTo(NONE);
        assertThat(login.kerberos().password()).isEqualTo(NONE);
    }

    @Test
    void theRegistrysPasswordStaysWithTheRegistryAndItsUser() {
        assertThat(password(Drafts.typed(Drafts.everything(), "registry-password", "")))
                .isEqualTo(new Secret("r@g*"));
        assertThat(password(Drafts.typed(Drafts.everything(), "registry-url", "https://evil.example")))
                .isEqualTo(NONE);
        assertThat(password(Drafts.typed(Drafts.everything(), "registry-user", "root")))
                .isEqualTo(NONE);
    }

    @Test
    void aChoiceThatDoesNotExistKeepsTheOneBefore() {
        Draft typed = Drafts.typed(Drafts.everything(), "compression", "rar", "authentication", "none");
        assertThat(typed.target().compression())
                .isEqualTo(Drafts.everything().target().compression());
        assertThat(typed.target().login().mechanism()).isEqualTo(BrokerLogin.Mechanism.SCRAM_SHA_512);
    }

    private static Secret password(Draft draft) {
        return draft.changefeed().format().registry().password();
    }
}
