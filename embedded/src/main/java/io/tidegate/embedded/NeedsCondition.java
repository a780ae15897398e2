package io.tidegate.embedded;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Decides on tests marked with {@link Needs}. */
final class NeedsCondition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return context.getTestClass()
                .map(type -> type.getAnnotation(Needs.class))
                .filter(needs -> !needs.value().isPresent())
                .map(needs -> ConditionEvaluationResult.disabled(needs.value().missing()))
                .orElse(ConditionEvaluationResult.enabled("the part is there"));
    }
}
