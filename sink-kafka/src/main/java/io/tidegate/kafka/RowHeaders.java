package io.tidegate.kafka;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.encode.RowOrigin;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/** The headers of a row's record: {@code schema}, {@code table}, {@code op} and {@code commit-ts}, all as text. */
final class RowHeaders {
    private RowHeaders() {}

    /** The headers for a record, none when nothing is told of its row. */
    static List<Header> of(@Nullable RowOrigin origin) {
        if (origin == null) {
            return List.of();
        }
        return List.of(
                new RecordHeader("schema", origin.table().schema().getBytes(UTF_8)),
                new RecordHeader("table", origin.table().table().getBytes(UTF_8)),
                new RecordHeader("op", origin.kind().name().getBytes(US_ASCII)),
                new RecordHeader(
                        "commit-ts", Long.toUnsignedString(origin.commitTs()).getBytes(US_ASCII)));
    }
}
