package io.tidegate.server.console.wizard;

/**
 * A setting of a draft as it is looked at before the changefeed is made.
 *
 * @param step on whose page it is
 * @param field where it is typed there
 * @param label what it is called
 * @param value what it is; of a secret only that there is one
 */
public record ReviewedSetting(Step step, String field, String label, String value) {}
