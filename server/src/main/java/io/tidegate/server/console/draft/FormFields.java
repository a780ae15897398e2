package io.tidegate.server.console.draft;

import io.tidegate.config.Secret;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The fields of a submitted form. A text that was not sent keeps the one before; a check box that was not sent is off.
 *
 * @param values by field, as a browser sends them
 */
record FormFields(Map<String, List<String>> values) {
    String text(String field, String before) {
        String sent = first(field);
        return values.containsKey(field) ? sent.strip() : before;
    }

    /** A secret as it was typed, empty if nothing was. */
    Secret secret(String field) {
        return new Secret(first(field));
    }

    boolean flag(String field) {
        return values.containsKey(field);
    }

    /** One of some constants, by its name; another word keeps the one before. */
    <E extends Enum<E>> E choice(String field, E[] all, E before) {
        String sent = first(field);
        return Arrays.stream(all)
                .filter(constant -> constant.name().equals(sent))
                .findFirst()
                .orElse(before);
    }

    /** All lines of all values that are not blank. */
    List<String> lines(String field) {
        return values.getOrDefault(field, List.of()).stream()
                .flatMap(String::lines)
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    List<String> lines(String field, List<String> before) {
        return values.containsKey(field) ? lines(field) : before;
    }

    /** The groups of {@code name.0.field}, {@code name.1.field} …, in the order of their numbers, which may have gaps. */
    List<FormFields> groups(String name) {
        SortedMap<Integer, Map<String, List<String>>> groups = new TreeMap<>();
        values.forEach((field, sent) -> {
            String[] parts = field.split("\\.", 3);
            if (parts.length == 3 && parts[0].equals(name)) {
                number(parts[1]).ifPresent(number -> groups.computeIfAbsent(number, first -> new LinkedHashMap<>())
                        .put(parts[2], sent));
            }
        });
        return groups.values().stream().map(FormFields::new).toList();
    }

    private static OptionalInt number(String text) {
        try {
            return OptionalInt.of(Integer.parseInt(text));
        } catch (NumberFormatException e) {
            return OptionalInt.empty();
        }
    }

    /** Names without values: what was typed may be secret. */
    @Override
    public String toString() {
        return values.keySet().toString();
    }

    private String first(String field) {
        List<String> sent = values.getOrDefault(field, List.of());
        return sent.isEmpty() ? "" : sent.get(0);
    }
}
