package io.tidegate.server.console.draft;

import io.tidegate.server.changefeed.ChangefeedDefinition;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A changefeed in the making: everything that a person typed, right or wrong, so that it can be corrected. Holds secrets:
 * never shown as it is.
 *
 * @param target which Kafka, and how it is reached
 * @param changefeed what is sent, how and from where on
 * @param specification what it may use, and its name
 * @param carried settings that the pages do not show, of the changefeed that this one was made from
 */
public record Draft(
        TargetStep target, ChangefeedStep changefeed, SpecificationStep specification, CarriedSettings carried) {
    /** What the pages offer before anybody typed. */
    public static final Draft INITIAL =
            new Draft(TargetStep.INITIAL, ChangefeedStep.INITIAL, SpecificationStep.INITIAL, CarriedSettings.NONE);

    /**
     * What a changefeed could have been made from, to edit it.
     *
     * @return empty when its dispatcher rules are more than the pages can show
     */
    public static Optional<Draft> of(ChangefeedDefinition definition) {
        return DefinitionDraft.of(definition);
    }

    /**
     * The same for another changefeed that begins now.
     *
     * @param name of the other one
     */
    public Draft duplicate(String name) {
        StartChoice start = new StartChoice(
                StartChoice.Kind.NOW, "", "", "", changefeed.start().timeZone());
        return with(changefeed.with(start)).with(new SpecificationStep(specification.rcu(), name, ""));
    }

    /**
     * The same after a look at the cluster. What the next step offers depends on it, as long as nobody has typed there.
     *
     * @param brokers how many it has, empty if that was not found out
     */
    public Draft looked(OptionalInt brokers) {
        Draft known = with(target.withBrokerCount(brokers));
        return changefeed.equals(ChangefeedStep.offered(target.brokerCount()))
                ? known.with(ChangefeedStep.offered(brokers))
                : known;
    }

    /** Its target alone: the same brokers, to which nothing but one topic of everything would be sent. */
    public Draft targetAlone() {
        TopicChoice anyTopic = new TopicChoice(TopicChoice.Mode.ONE_TOPIC, "", "", "", "topic");
        ChangefeedStep initial = ChangefeedStep.INITIAL;
        ChangefeedStep anything = new ChangefeedStep(
                initial.tables(),
                initial.format(),
                anyTopic,
                initial.partitions(),
                initial.replicationFactor(),
                initial.partitionNumber(),
                initial.start());
        return new Draft(target, anything, SpecificationStep.INITIAL, carried);
    }

    public Draft with(TargetStep newTarget) {
        return new Draft(newTarget, changefeed, specification, carried);
    }

    public Draft with(ChangefeedStep newChangefeed) {
        return new Draft(target, newChangefeed, specification, carried);
    }

    public Draft with(SpecificationStep newSpecification) {
        return new Draft(target, changefeed, newSpecification, carried);
    }

    @Override
    public String toString() {
        return "draft " + specification.name();
    }
}
