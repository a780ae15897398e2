package io.tidegate.state.vault;

import io.tidegate.config.Secret;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where the keyset is kept, in Tink's JSON form. */
sealed interface KeySource permits KeyFile, KeyVariable {
    /** What is there, empty if there is nothing. */
    Optional<Secret> read();

    /** Puts a keyset in the place of what is there, durably and at once. */
    void write(Secret keyset);

    /** How an error names it. */
    String description();

    /** The variable that holds a keyset, the file that one names, or the file in the data directory. */
    static KeySource of(Path dataDirectory, Map<String, String> environment) {
        String keyset = environment.getOrDefault(Vault.KEY_VARIABLE, "");
        String file = environment.getOrDefault(Vault.KEY_FILE_VARIABLE, "");
        if (!keyset.isEmpty() && !file.isEmpty()) {
            throw new TidegateException(
                            ErrorCode.SECRET_KEY_UNUSABLE,
                            Vault.KEY_VARIABLE + " and " + Vault.KEY_FILE_VARIABLE + " are both set")
                    .withRemedy("Set one of them.");
        }
        if (!keyset.isEmpty()) {
            return new KeyVariable(new Secret(keyset));
        }
        return new KeyFile(file.isEmpty() ? dataDirectory.resolve(Vault.KEY_FILE) : Path.of(file));
    }
}
