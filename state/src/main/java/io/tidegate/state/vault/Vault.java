package io.tidegate.state.vault;

import io.tidegate.config.Secret;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Optional;

/**
 * Seals secrets for storage with AES-256-GCM. Every value is bound to the name of the row it is stored in, so that it
 * opens nowhere else. The key is in {@code secret-key.json} of the data directory unless the environment names another
 * file or gives the keyset itself. Thread safe.
 */
public final class Vault {
    /** The key file in a data directory. */
    public static final String KEY_FILE = "secret-key.json";
    /** Names another key file. */
    public static final String KEY_FILE_VARIABLE = "TIDEGATE_SECRET_KEY_FILE";
    /** Holds the keyset itself, in the form of the key file. */
    public static final String KEY_VARIABLE = "TIDEGATE_SECRET_KEY";

    private final KeySource source;
    private volatile Keyset keys;

    private Vault(KeySource source, Keyset keys) {
        this.source = source;
        this.keys = keys;
    }

    /**
     * Reads the key; makes one if there is none and there may be none.
     *
     * @param dataDirectory where the key file is by default
     * @param environment where {@link #KEY_FILE_VARIABLE} or {@link #KEY_VARIABLE} may be set
     * @param used whether something is sealed already, so that a new key would be of no use
     * @throws TidegateException with SECRET_KEY_MISSING or SECRET_KEY_UNUSABLE
     */
    public static Vault open(Path dataDirectory, Map<String, String> environment, boolean used) {
        KeySource source = KeySource.of(dataDirectory, environment);
        Optional<Secret> stored = source.read();
        if (stored.isPresent()) {
            return new Vault(source, parse(source, stored.get()));
        }
        if (used) {
            throw new TidegateException(
                    ErrorCode.SECRET_KEY_MISSING, source.description() + " is not there, but secrets are sealed");
        }
        try {
            Keyset made = Keyset.generate();
            source.write(made.json());
            return new Vault(source, made);
        } catch (GeneralSecurityException e) {
            throw failure(e);
        }
    }

    /**
     * Seals a text.
     *
     * @param row name of the place where it will be stored, the same for {@link #unseal}
     */
    public byte[] seal(Secret secret, String row) {
        try {
            byte[] plain = secret.reveal(text -> text.getBytes(StandardCharsets.UTF_8));
            return keys.encrypt(plain, row.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw failure(e);
        }
    }

    /**
     * Opens what {@link #seal} returned.
     *
     * @throws TidegateException with SECRET_KEY_WRONG if another key sealed it, STATE_UNREADABLE if it is damaged or was
     *     stored in another row
     */
    public Secret unseal(byte[] bytes, String row) {
        Keyset current = keys;
        try {
            byte[] plain = current.decrypt(bytes, row.getBytes(StandardCharsets.UTF_8));
            return new Secret(new String(plain, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            if (current.hasKeyOf(bytes)) {
                throw new TidegateException(
                        ErrorCode.STATE_UNREADABLE, "the sealed value of " + row + " is damaged or not its own", e);
            }
            throw new TidegateException(
                    ErrorCode.SECRET_KEY_WRONG,
                    "%s was sealed with the key %s, %s has %s"
                            .formatted(row, Keyset.keyOf(bytes), source.description(), current.ids()),
                    e);
        }
    }

    /**
     * Rotation, first step: adds a key, which seals from now on; the older ones still open. Durable when this returns.
     * The second step is to seal everything anew, the third {@link #dropOldKeys}. Between any two of them everything
     * opens, so that a rotation which was cut short is completed by the next one.
     */
    public synchronized void addKey() {
        try {
            replace(keys.withNewPrimary());
        } catch (GeneralSecurityException e) {
            throw failure(e);
        }
    }

    /** Rotation, last step: forgets all keys but the one that seals. What they sealed does not open any more. */
    public synchronized void dropOldKeys() {
        try {
            replace(keys.primaryOnly());
        } catch (GeneralSecurityException e) {
            throw failure(e);
        }
    }

    private void replace(Keyset changed) throws GeneralSecurityException {
        source.write(changed.json());
        keys = changed;
    }

    private static Keyset parse(KeySource source, Secret json) {
        try {
            return Keyset.parse(json);
        } catch (GeneralSecurityException e) {
            // The cause is left out: its message may quote what it could not read.
            throw new TidegateException(
                    ErrorCode.SECRET_KEY_UNUSABLE, source.description() + " does not hold a keyset for AES-GCM");
        }
    }

    private static TidegateException failure(GeneralSecurityException e) {
        return new TidegateException(ErrorCode.INTERNAL_ERROR, "the vault: " + e, e);
    }
}
