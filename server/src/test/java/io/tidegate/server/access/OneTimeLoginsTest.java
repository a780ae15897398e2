package io.tidegate.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.Secret;
import java.security.SecureRandom;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OneTimeLoginsTest {
    private Instant now = Instant.parse("2026-12-01T00:00:00Z");
    private final OneTimeLogins logins = new OneTimeLogins(new SecureRandom(), () -> now);

    @Test
    void aLinkWorksOnce() {
        Secret secret = logins.offer("admin");
        assertThat(logins.redeem(secret)).contains("admin");
        assertThat(logins.redeem(secret)).isEmpty();
    }

    @Test
    void aLinkIsNoMoreWhenItIsOld() {
        Secret secret = logins.offer("admin");
        now = now.plus(OneTimeLogins.LIFETIME);
        assertThat(logins.redeem(secret)).isEmpty();
    }

    @Test
    void whatNobodyOfferedIsNothing() {
        logins.offer("admin");
        assertThat(logins.redeem(new Secret("admin"))).isEmpty();
    }
}
