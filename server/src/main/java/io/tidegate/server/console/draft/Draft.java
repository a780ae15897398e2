package io.tidegate.server.console.draft;

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
