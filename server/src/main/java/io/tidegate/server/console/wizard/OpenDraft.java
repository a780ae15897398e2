package io.tidegate.server.console.wizard;

import io.tidegate.server.console.draft.ChangefeedErrors;
import io.tidegate.server.console.draft.ChangefeedStep;
import io.tidegate.server.console.draft.Draft;
import io.tidegate.server.console.draft.FieldError;
import io.tidegate.server.console.draft.SpecificationErrors;
import io.tidegate.server.console.draft.TargetErrors;
import io.tidegate.server.console.draft.TopicChoice;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * A draft that somebody works on.
 *
 * @param id by which its pages are named
 * @param owner the account whose it is
 * @param cluster id of its source cluster
 * @param draft what was typed
 * @param createdAt when it was begun
 */
public record OpenDraft(String id, String owner, String cluster, Draft draft, Instant createdAt) {
    private static final String NO_TOPIC_YET = "default";

    OpenDraft with(Draft changed) {
        return new OpenDraft(id, owner, cluster, changed, createdAt);
    }

    /** The draft as far as tables are concerned, for which it need not have a default topic yet. */
    Draft forTables() {
        ChangefeedStep step = draft.changefeed();
        TopicChoice topics = step.topics();
        return topics.defaultTopic().isEmpty()
                ? draft.with(new ChangefeedStep(
                        step.tables(),
                        step.format(),
                        new TopicChoice(
                                topics.mode(), topics.prefix(), topics.separator(), topics.suffix(), NO_TOPIC_YET),
                        step.partitions(),
                        step.replicationFactor(),
                        step.partitionNumber(),
                        step.start()))
                : draft;
    }

    /** What is wrong with a step; empty if nothing is. */
    List<FieldError> errors(Step step) {
        return switch (step) {
            case TARGET -> TargetErrors.of(draft.target());
            case CHANGEFEED -> ChangefeedErrors.of(draft, draft.target().brokerCount());
            case SPECIFICATION -> SpecificationErrors.of(draft.specification());
            case REVIEW -> List.of();
        };
    }

    /** The first step with errors, at most as far as {@code wanted}: a step is open when all before it are right. */
    Step reachable(Step wanted) {
        return Arrays.stream(Step.values())
                .filter(step -> step.compareTo(wanted) < 0 && !errors(step).isEmpty())
                .findFirst()
                .orElse(wanted);
    }
}
