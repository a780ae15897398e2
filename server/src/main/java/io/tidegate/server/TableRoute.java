package io.tidegate.server;

import io.tidegate.model.TableName;

/**
 * Where a table goes.
 *
 * @param table its name
 * @param topic the topic of its rows
 * @param rule the rule that decides it, as {@code tidegate route} prints it
 */
public record TableRoute(TableName table, String topic, String rule) {}
