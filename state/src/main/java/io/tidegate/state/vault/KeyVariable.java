package io.tidegate.state.vault;

import io.tidegate.config.Secret;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.util.Optional;

/** A keyset given by an environment variable, which cannot be changed from here. */
record KeyVariable(Secret keyset) implements KeySource {
    @Override
    public Optional<Secret> read() {
        return Optional.of(keyset);
    }

    @Override
    public void write(Secret changed) {
        throw new TidegateException(
                        ErrorCode.SECRET_KEY_UNUSABLE, description() + " is a variable, so its key cannot be replaced")
                .withRemedy("Write the keyset into a file with mode 0600, name it in " + Vault.KEY_FILE_VARIABLE
                        + ", and rotate again; afterwards take the new keyset from the file.");
    }

    @Override
    public String description() {
        return Vault.KEY_VARIABLE;
    }
}
