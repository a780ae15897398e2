package io.tidegate.encode.simple;

import io.tidegate.config.SimpleConfig;
import io.tidegate.encode.AnnouncementRules;
import io.tidegate.encode.Announcements;
import io.tidegate.encode.EncodedMessage;
import io.tidegate.encode.Encoder;
import io.tidegate.encode.MessageLimits;
import io.tidegate.encode.RowEncoder;
import io.tidegate.encode.large.LargeRowPolicy;
import io.tidegate.model.Ddl;
import io.tidegate.model.TableVersion;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The Simple format. Rows carry no types: they name the version of their table's definition, and definitions come with the
 * messages of DDLs and as messages of their own. Rows have an empty key, DDLs and watermarks none; watermarks are always
 * sent.
 */
public final class SimpleEncoder implements Encoder, Announcements {
    private final SimpleConfig config;
    private final Notation notation;
    private final MessageLimits limits;
    private final LargeRowPolicy large;
    private final LongSupplier wallClockMillis;

    /**
     * @param config options of the format
     * @param limits how large messages may be
     * @param large what happens to larger ones, made for these options
     * @param timeZone the zone that the source gives TIMESTAMP values in; messages name it
     * @param wallClockMillis milliseconds since 1970, for the field {@code buildTs}; asked once per message, from any thread
     */
    public SimpleEncoder(
            SimpleConfig config,
            MessageLimits limits,
            LargeRowPolicy large,
            ZoneId timeZone,
            LongSupplier wallClockMillis) {
        this.config = config;
        String location = timeZone.equals(ZoneOffset.UTC) ? "UTC" : timeZone.getId();
        this.notation = switch (config.encoding()) {
            case JSON -> new JsonNotation(location);
            case AVRO -> new AvroNotation(location);
        };
        this.limits = limits;
        this.large = large;
        this.wallClockMillis = wallClockMillis;
    }

    @Override
    public RowEncoder newRowEncoder() {
        return new SimpleRowEncoder(notation, limits, large, wallClockMillis);
    }

    @Override
    public EncodedMessage encodeDdl(Ddl ddl) {
        return new EncodedMessage(null, large.compressed(notation.ddl(ddl, wallClockMillis.getAsLong())));
    }

    @Override
    public EncodedMessage encodeWatermark(long checkpointTs) {
        return new EncodedMessage(
                null, large.compressed(notation.watermark(checkpointTs, wallClockMillis.getAsLong())));
    }

    @Override
    public boolean sendsDdlToEveryPartition() {
        return true;
    }

    @Override
    public Announcements announcements() {
        return this;
    }

    @Override
    public EncodedMessage announcement(TableVersion table) {
        return new EncodedMessage(
                SimpleRowEncoder.EMPTY_KEY, large.compressed(notation.bootstrap(table, wallClockMillis.getAsLong())));
    }

    @Override
    public AnnouncementRules rules() {
        SimpleConfig.Bootstrap bootstrap = config.bootstrap();
        return new AnnouncementRules(
                TimeUnit.SECONDS.toNanos(bootstrap.intervalSeconds()),
                bootstrap.rows(),
                bootstrap.everyPartition(),
                bootstrap.allAtStart());
    }
}
