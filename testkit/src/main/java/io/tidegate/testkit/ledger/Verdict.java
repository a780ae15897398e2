package io.tidegate.testkit.ledger;

import java.util.List;

/**
 * What the ledger found.
 *
 * @param rows row messages read, duplicates included
 * @param keys rows in all folded tables
 * @param lost writes that are in the journal and in no message
 * @param regressed messages that went back behind a newer one without a declared replay
 * @param duplicates row messages that repeat an earlier one
 * @param complaints each violation in a sentence, the first of each kind
 */
public record Verdict(long rows, long keys, long lost, long regressed, long duplicates, List<String> complaints) {
    public Verdict {
        complaints = List.copyOf(complaints);
    }

    public boolean isOk() {
        return complaints.isEmpty();
    }

    /** The line that the demo ends with. */
    public String line() {
        return "ledger: " + (isOk() ? "ok" : "FAILED") + " rows=" + rows + " keys=" + keys + " lost=" + lost
                + " regressed=" + regressed + " duplicates=" + duplicates;
    }
}
