package io.tidegate.config;

import java.nio.file.Path;

/**
 * A file or directory of this machine that a setting names.
 *
 * @param setting for messages
 * @param path as it was written
 */
public record NamedFile(String setting, Path path) {}
