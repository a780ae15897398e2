package io.tidegate.cli.client;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What the server answered.
 *
 * @param text the body as it came; {@code {}} for none
 * @param json the same, read; 64-bit numbers are whole
 */
public record ApiAnswer(String text, JsonNode json) {}
