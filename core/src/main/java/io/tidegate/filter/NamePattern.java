package io.tidegate.filter;

import com.google.re2j.Pattern;

/** One half of a table rule: what a schema or a table must be called. */
sealed interface NamePattern {
    boolean matches(String name);

    /** The wildcard {@code *} alone. A kind of its own, because only it excludes a schema as a whole. */
    record Any() implements NamePattern {
        @Override
        public boolean matches(String name) {
            return true;
        }
    }

    /** A name without wildcards, or in quotes. */
    record Exact(String expected) implements NamePattern {
        @Override
        public boolean matches(String name) {
            return expected.equals(name);
        }
    }

    /** A wildcard, anchored at both ends, or a regular expression, which matches anywhere in a name. */
    record Expression(Pattern pattern) implements NamePattern {
        @Override
        public boolean matches(String name) {
            return pattern.matcher(name).find();
        }
    }
}
