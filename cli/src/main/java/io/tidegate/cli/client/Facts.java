package io.tidegate.cli.client;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/** Facts about one thing for people: a name and a value to a line, values below each other. What is empty is left out. */
public final class Facts {
    private static final String GAP = "  ";

    private final Map<String, String> facts = new LinkedHashMap<>();

    public Facts add(String name, String value) {
        if (!value.isEmpty()) {
            facts.put(name, PlainText.of(value));
        }
        return this;
    }

    public void print(PrintWriter out) {
        int width = facts.keySet().stream().mapToInt(String::length).max().orElse(0);
        facts.forEach((name, value) -> out.println(name + " ".repeat(width - name.length()) + GAP + value));
    }
}
