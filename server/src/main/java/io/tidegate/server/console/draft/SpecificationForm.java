package io.tidegate.server.console.draft;

import java.util.List;
import java.util.Map;

/** The form of the step "Specification". Its fields are {@code rcu}, {@code name} and {@code id}. */
public final class SpecificationForm {
    private SpecificationForm() {}

    public static SpecificationStep read(Map<String, List<String>> fields, SpecificationStep before) {
        FormFields form = new FormFields(fields);
        return new SpecificationStep(
                form.text("rcu", before.rcu()), form.text("name", before.name()), form.text("id", before.id()));
    }

    static Map<String, List<String>> write(SpecificationStep step) {
        return new FilledFields()
                .put("rcu", step.rcu())
                .put("name", step.name())
                .put("id", step.id())
                .values();
    }
}
