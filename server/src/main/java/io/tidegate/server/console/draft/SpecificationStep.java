package io.tidegate.server.console.draft;

/**
 * The step "Specification" as it was typed.
 *
 * @param rcu replication capacity units, 0 for unlimited
 * @param name for people
 * @param id by which it will be named, empty for one made from the name
 */
public record SpecificationStep(String rcu, String name, String id) {
    /** The capacity without a limit. */
    public static final String UNLIMITED = "0";

    public static final SpecificationStep INITIAL = new SpecificationStep("2", "", "");
}
