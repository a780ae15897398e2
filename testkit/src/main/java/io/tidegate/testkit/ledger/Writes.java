package io.tidegate.testkit.ledger;

import io.tidegate.testkit.ledger.Journal.Write;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A set of writes, a bit for each: versions are dense, so millions of writes take a few hundred kilobytes. Not thread safe. */
final class Writes {
    private record Kind(String table, boolean deleted) {}

    private final Map<Kind, BitSet> versions = new HashMap<>();
    private long size;

    /** Whether the write was not there before. */
    boolean add(Write write) {
        BitSet known = versions.computeIfAbsent(kind(write), kind -> new BitSet());
        int version = Math.toIntExact(write.version());
        if (known.get(version)) {
            return false;
        }
        known.set(version);
        size++;
        return true;
    }

    boolean contains(Write write) {
        BitSet known = versions.get(kind(write));
        return known != null && known.get(Math.toIntExact(write.version()));
    }

    long size() {
        return size;
    }

    /** The writes of this set that the other one does not have. */
    List<Write> without(Writes other) {
        List<Write> missing = new ArrayList<>();
        versions.forEach((kind, known) -> {
            BitSet left = (BitSet) known.clone();
            left.andNot(other.versions.getOrDefault(kind, new BitSet()));
            left.stream().forEach(version -> missing.add(new Write(kind.table(), version, kind.deleted())));
        });
        return missing;
    }

    private static Kind kind(Write write) {
        return new Kind(write.table(), write.deleted());
    }
}
