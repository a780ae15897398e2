package io.tidegate.server.console.wizard;

import io.javalin.http.Context;
import io.tidegate.check.Check.Status;
import io.tidegate.error.TidegateException;
import io.tidegate.server.access.AccessGate;
import io.tidegate.server.access.Principal;
import io.tidegate.server.changefeed.Changefeeds;
import io.tidegate.server.console.Pages;
import io.tidegate.server.console.PartStream;
import io.tidegate.server.console.draft.DraftRequest;
import io.tidegate.server.web.Problem;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The checks with which the step "Target" ends: those of the brokers, since nobody has said yet what is sent. Each is sent as
 * soon as it is done, then what they mean. How many brokers there are is kept in the draft, for the step behind.
 */
final class TargetChecks {
    private final Pages pages;
    private final Changefeeds changefeeds;
    private final Drafts drafts;

    TargetChecks(Pages pages, Changefeeds changefeeds, Drafts drafts) {
        this.pages = pages;
        this.changefeeds = changefeeds;
        this.drafts = drafts;
    }

    void run(Context context, WizardShown shown) {
        OpenDraft open = shown.open();
        PartStream parts = new PartStream(context);
        Set<Status> seen = EnumSet.noneOf(Status.class);
        OptionalInt brokers = OptionalInt.empty();
        Problem problem = null;
        try {
            Principal who = AccessGate.principal(context);
            brokers = changefeeds.checkBrokers(
                    DraftRequest.of(open.draft().targetAlone(), open.cluster()), who, check -> {
                        seen.add(check.status());
                        parts.send(pages.render(
                                "wizard/check.jte", shown.frame(), Map.of("shown", shown, "check", check)));
                    });
        } catch (TidegateException e) {
            problem = Problem.of(e);
            if (!parts.isBegun()) {
                context.status(problem.status());
            }
        }
        keep(open, brokers);
        boolean passed = problem == null && brokers.isPresent() && !seen.contains(Status.FAIL);
        parts.send(outcome(shown, passed, seen.contains(Status.WARN), brokers, problem));
    }

    /** In the draft as it is now: it may have been changed meanwhile, or be gone. */
    private void keep(OpenDraft looked, OptionalInt brokers) {
        List<String> seen = looked.draft().target().brokerList();
        drafts.find(looked.id(), looked.owner())
                .filter(now -> now.draft().target().brokerList().equals(seen))
                .ifPresent(now -> drafts.save(now.with(now.draft().looked(brokers))));
    }

    private String outcome(
            WizardShown shown, boolean passed, boolean warned, OptionalInt brokers, @Nullable Problem problem) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("shown", shown);
        parameters.put("passed", passed);
        parameters.put("warned", warned);
        parameters.put("brokers", brokers.orElse(0));
        parameters.put("problem", problem);
        return pages.render("wizard/outcome.jte", shown.frame(), parameters);
    }
}
