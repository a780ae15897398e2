package io.tidegate.server.console.draft;

import io.tidegate.server.Names;
import io.tidegate.server.changefeed.Capacity;
import java.util.List;

/** What is wrong with the step "Specification". */
public final class SpecificationErrors {
    private SpecificationErrors() {}

    /** In the order of the form; empty if nothing is wrong. */
    public static List<FieldError> of(SpecificationStep step) {
        FieldErrors errors = new FieldErrors();
        errors.requireWhole("rcu", step.rcu(), 0, Capacity.MOST);
        if (errors.require("name", step.name())) {
            errors.ask("name", "draft.error.name", () -> Names.requireName("name", step.name()));
        }
        if (!step.id().isEmpty()) {
            errors.ask("id", "draft.error.id", () -> Names.requireId("changefeed_id", step.id()));
        }
        return errors.list();
    }
}
