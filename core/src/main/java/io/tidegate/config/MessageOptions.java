package io.tidegate.config;

/**
 * What records carry beside the message of the format.
 *
 * @param handleKey whether the record key of a row is its handle key and not what the format says
 * @param headers whether rows have headers that name table, kind and commit-ts
 */
public record MessageOptions(boolean handleKey, boolean headers) {}
