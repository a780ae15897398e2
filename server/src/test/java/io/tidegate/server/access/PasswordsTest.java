package io.tidegate.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.Secret;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class PasswordsTest {
    private static final Secret PASSWORD = new Secret("correct horse battery staple");

    private final Passwords passwords = new Passwords(new SecureRandom());

    @Test
    void aHashFitsItsPasswordAndNoOther() {
        String hash = passwords.hash(PASSWORD);
        assertThat(passwords.matches(hash, PASSWORD)).isTrue();
        assertThat(passwords.matches(hash, new Secret("correct horse battery stapler")))
                .isFalse();
    }

    @Test
    void aHashHasASaltOfItsOwnAndSaysHowItWasMade() {
        String hash = passwords.hash(PASSWORD);
        assertThat(hash)
                .startsWith("$argon2id$v=19$m=19456,t=2,p=1$")
                .doesNotContain("correct")
                .isNotEqualTo(passwords.hash(PASSWORD));
    }

    /** From the tests of the reference implementation, phc-winner-argon2 (test.c, Argon2id, version 0x13). */
    @Test
    void aHashOfTheReferenceImplementationIsUnderstood() {
        String hash = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
        assertThat(passwords.matches(hash, new Secret("password"))).isTrue();
        assertThat(passwords.matches(hash, new Secret("Password"))).isFalse();
    }

    @Test
    void whatIsNoHashFitsNothing() {
        for (String stored :
                new String[] {"", "oidc:7", "$argon2id$v=19$m=1,t=2$a$b", "correct horse battery staple"}) {
            assertThat(passwords.matches(stored, PASSWORD)).isFalse();
        }
    }
}
