package io.tidegate.server.access;

import io.tidegate.config.Secret;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Hashes of passwords: Argon2id of RFC 9106 in the text form {@code $argon2id$v=19$m=…,t=…,p=…$salt$hash}, with the 19 MiB
 * and two passes that OWASP's password storage cheat sheet names as the least. As each takes that memory, two run at a time,
 * and whoever would wait longer than some seconds is sent away. Thread safe.
 */
final class Passwords {
    /** The fewest and most characters of a password. */
    static final int SHORTEST = 12;

    static final int LONGEST = 1024;

    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int AT_A_TIME = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Pattern STORED = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,2})\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

    private final SecureRandom random;
    private final int memoryKib;
    private final Semaphore places = new Semaphore(AT_A_TIME);
    private final String nobody;

    Passwords(SecureRandom random) {
        this(random, MEMORY_KIB);
    }

    private Passwords(SecureRandom random, int memoryKib) {
        this.random = random;
        this.memoryKib = memoryKib;
        this.nobody = hash(new Secret("nobody has this password"));
    }

    /** Hashes that are quickly made and quickly broken, for tests. */
    static Passwords weak(SecureRandom random) {
        return new Passwords(random, 64);
    }

    /** The hash of a password, with a salt of its own. */
    String hash(Secret password) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        byte[] hash = password.reveal(text -> argon2(text, salt, memoryKib, PASSES, LANES, HASH_BYTES));
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + memoryKib + ",t=" + PASSES + ",p=" + LANES + "$" + base64.encodeToString(salt)
                + "$" + base64.encodeToString(hash);
    }

    /** Whether the hash is that of the password; never if it is not in the form above. */
    boolean matches(String stored, Secret password) {
        Matcher parts = STORED.matcher(stored);
        if (!parts.matches()) {
            matchesNobody(password);
            return false;
        }
        byte[] expected = Base64.getDecoder().decode(parts.group(5));
        byte[] actual = password.reveal(text -> argon2(
                text,
                Base64.getDecoder().decode(parts.group(4)),
                Integer.parseInt(parts.group(1)),
                Integer.parseInt(parts.group(2)),
                Integer.parseInt(parts.group(3)),
                expected.length));
        return MessageDigest.isEqual(expected, actual);
    }

    /** Takes as long as a comparison does, for names that nobody has. */
    void matchesNobody(Secret password) {
        matches(nobody, password);
    }

    /**
     * Refuses a new password that is too easy to find.
     *
     * @param name of the account
     * @throws TidegateException API_INVALID_PARAM
     */
    static void requireStrength(Secret password, String name) {
        int length = password.reveal(String::length);
        if (length < SHORTEST || length > LONGEST) {
            throw weak("a password has " + SHORTEST + " to " + LONGEST + " characters");
        }
        if (password.reveal(
                text -> text.equalsIgnoreCase(name) || text.chars().distinct().count() < 5)) {
            throw weak("the password is too easy to find");
        }
    }

    private static TidegateException weak(String why) {
        return new TidegateException(ErrorCode.API_INVALID_PARAM, why)
                .withField("password")
                .withRemedy("Choose another one; several words that do not belong together are easy to keep in mind.");
    }

    private byte[] argon2(String password, byte[] salt, int memory, int passes, int lanes, int length) {
        try {
            if (!places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new TidegateException(ErrorCode.TOO_MANY_REQUESTS, "many logins are under way")
                        .withRetryAfter(PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TidegateException(ErrorCode.TOO_MANY_REQUESTS, "the server stops", e);
        }
        try {
            Argon2BytesGenerator generator = new Argon2BytesGenerator();
            generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                    .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                    .withMemoryAsKB(memory)
                    .withIterations(passes)
                    .withParallelism(lanes)
                    .withSalt(salt)
                    .build());
            byte[] hash = new byte[length];
            generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
            return hash;
        } finally {
            places.release();
        }
    }
}
