package io.tidegate.server.console.wizard;

import io.tidegate.check.Check;
import java.util.Optional;

/**
 * Where on the page "Target" a check is mended.
 *
 * @param id of the field
 * @param textKey of its label
 */
public record TargetField(String id, String textKey) {
    /** Empty for a check that is mended at the brokers. */
    public static Optional<TargetField> of(Check check) {
        return switch (check.code()) {
            case "K001" -> Optional.of(new TargetField("brokers", "wizard.brokers"));
            case "K002" -> Optional.of(new TargetField("authentication", "wizard.authentication"));
            case "K014" -> Optional.of(new TargetField("tls", "wizard.tls"));
            default -> Optional.empty();
        };
    }
}
