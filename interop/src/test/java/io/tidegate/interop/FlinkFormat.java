package io.tidegate.interop;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.table.connector.format.DecodingFormat;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.factories.DeserializationFormatFactory;
import org.apache.flink.table.factories.Factory;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.util.Collector;
import org.apache.flink.util.SimpleUserCodeClassLoader;
import org.apache.flink.util.UserCodeClassLoader;

/** One of Flink's formats for changelogs, found as Flink finds it and opened without a cluster or a planner. */
final class FlinkFormat {
    private final DeserializationSchema<RowData> schema;

    private FlinkFormat(DeserializationSchema<RowData> schema) {
        this.schema = schema;
    }

    /**
     * Opens a format. Parse errors are not ignored.
     *
     * @param name such as {@code debezium-json}
     * @param options of the format, without its name before them
     * @param table what a user declares, a row of columns
     */
    static FlinkFormat open(String name, Map<String, String> options, DataType table) throws Exception {
        DecodingFormat<DeserializationSchema<RowData>> format =
                factory(name).createDecodingFormat(null, Configuration.fromMap(options));
        DeserializationSchema<RowData> schema = format.createRuntimeDecoder(new PlainTypes(), table);
        schema.open(new NoMetrics());
        return new FlinkFormat(schema);
    }

    /** The changes of rows in a message, in order. */
    List<RowData> read(byte[] message) throws IOException {
        List<RowData> rows = new ArrayList<>();
        schema.deserialize(message, new Collector<>() {
            @Override
            public void collect(RowData row) {
                rows.add(row);
            }

            @Override
            public void close() {}
        });
        return rows;
    }

    private static DeserializationFormatFactory factory(String name) {
        return ServiceLoader.load(Factory.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(factory -> factory.factoryIdentifier().equals(name))
                .map(DeserializationFormatFactory.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static final class PlainTypes implements DynamicTableSource.Context {
        @Override
        @SuppressWarnings("unchecked")
        public <T> TypeInformation<T> createTypeInformation(DataType type) {
            return (TypeInformation<T>) TypeInformation.of(RowData.class);
        }

        @Override
        @SuppressWarnings("unchecked")
        public <T> TypeInformation<T> createTypeInformation(LogicalType type) {
            return (TypeInformation<T>) TypeInformation.of(RowData.class);
        }

        @Override
        public DynamicTableSource.DataStructureConverter createDataStructureConverter(DataType type) {
            throw new UnsupportedOperationException("formats do not ask for it");
        }
    }

    private static final class NoMetrics implements DeserializationSchema.InitializationContext {
        @Override
        public MetricGroup getMetricGroup() {
            return new UnregisteredMetricsGroup();
        }

        @Override
        public UserCodeClassLoader getUserCodeClassLoader() {
            return SimpleUserCodeClassLoader.create(FlinkFormat.class.getClassLoader());
        }
    }
}
