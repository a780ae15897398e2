package io.tidegate.server.metrics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Prometheus' text format, read back. */
final class Scrape {
    /** A line of a series. */
    record Sample(String series, Map<String, String> labels, double value) {}

    private static final Pattern SAMPLE = Pattern.compile("([a-z_0-9A-Z:]+)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("([a-z_A-Z0-9]+)=\"((?:[^\"\\\\]|\\\\.)*)\",?");

    final Map<String, String> helps = new LinkedHashMap<>();
    final Map<String, String> types = new LinkedHashMap<>();
    final List<Sample> samples = new ArrayList<>();

    Scrape(String text) {
        for (String line : text.split("\n")) {
            String[] words = line.split(" ", 4);
            if (line.startsWith("# HELP ")) {
                unique(helps, words[2], words[3]);
            } else if (line.startsWith("# TYPE ")) {
                unique(types, words[2], words[3]);
            } else {
                samples.add(sample(line));
            }
        }
    }

    /** The value of the one series of this name with these labels among others. */
    double value(String series, String... labels) {
        List<Sample> found = find(series, labels);
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " series " + series + " " + List.of(labels) + ": " + found);
        }
        return found.get(0).value();
    }

    /** The series of this name that have these labels among others, given as name and value in turn. */
    List<Sample> find(String series, String... labels) {
        return samples.stream()
                .filter(sample -> sample.series().equals(series))
                .filter(sample -> {
                    for (int i = 0; i < labels.length; i += 2) {
                        if (!labels[i + 1].equals(sample.labels().get(labels[i]))) {
                            return false;
                        }
                    }
                    return true;
                })
                .toList();
    }

    private static void unique(Map<String, String> map, String name, String value) {
        if (map.put(name, value) != null) {
            throw new AssertionError(name + " is there twice");
        }
    }

    private static Sample sample(String line) {
        Matcher matcher = SAMPLE.matcher(line);
        if (!matcher.matches()) {
            throw new AssertionError("not a sample: " + line);
        }
        Map<String, String> labels = new LinkedHashMap<>();
        if (matcher.group(2) != null) {
            Matcher label = LABEL.matcher(matcher.group(2));
            int end = 0;
            while (label.find() && label.start() == end) {
                labels.put(label.group(1), label.group(2));
                end = label.end();
            }
            if (end != matcher.group(2).length()) {
                throw new AssertionError("labels that cannot be read: " + line);
            }
        }
        return new Sample(matcher.group(1), labels, Double.parseDouble(matcher.group(3)));
    }
}
