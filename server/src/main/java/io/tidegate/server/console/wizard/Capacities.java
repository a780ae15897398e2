package io.tidegate.server.console.wizard;

import io.tidegate.feed.FeedQuota;
import io.tidegate.server.changefeed.Capacity;
import io.tidegate.server.console.draft.SpecificationStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The capacities to choose from, each with the rows per second that it buys. */
public final class Capacities {
    private Capacities() {}

    /** Those that are offered, and what was chosen elsewhere if it is none of them. */
    public static List<Choice> of(WizardShown shown) {
        String chosen = shown.draft().specification().rcu();
        List<Choice> choices = new ArrayList<>();
        Capacity.OFFERED.forEach(rcu -> choices.add(new Choice(String.valueOf(rcu), told(String.valueOf(rcu), shown))));
        choices.add(new Choice(SpecificationStep.UNLIMITED, told(SpecificationStep.UNLIMITED, shown)));
        if (choices.stream().noneMatch(choice -> choice.value().equals(chosen))) {
            choices.add(0, new Choice(chosen, told(chosen, shown)));
        }
        return choices;
    }

    /** A capacity and what it buys; one that is none as it was typed. */
    public static String told(String rcu, WizardShown shown) {
        if (rcu.equals(SpecificationStep.UNLIMITED)) {
            return shown.text("wizard.rcu.unlimited");
        }
        try {
            long rows = Integer.parseInt(rcu) * FeedQuota.ROWS_PER_UNIT;
            return shown.text("wizard.rcu.choice", rcu, String.format(Locale.ROOT, "%,d", rows));
        } catch (NumberFormatException e) {
            return rcu;
        }
    }
}
