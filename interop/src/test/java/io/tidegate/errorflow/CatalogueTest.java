package io.tidegate.errorflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.check.Limit;
import io.tidegate.error.ErrorCode;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;

/** The catalogue of errors and the list of limits against the byte code: nothing in them is only said. */
class CatalogueTest {
    /** The codes of TiCDC 8.5 that concern a sink to Kafka, a changefeed or its API. */
    private static final Set<String> OF_TICDC = Set.of("""
            ErrAPIInvalidParam ErrAvroEncodeFailed ErrAvroSchemaAPIError ErrCanalEncodeFailed ErrCaptureNotExist
            ErrChangeFeedAlreadyExists ErrChangeFeedNotExists ErrChangefeedUnretryable
            ErrChangefeedUpdateRefused ErrCodecInvalidConfig ErrColumnSelectorFailed ErrCompressionFailed
            ErrCorruptedDataMutation ErrDebeziumEncodeFailed ErrDispatcherFailed ErrExpressionColumnNotFound
            ErrFailToCreateExternalStorage ErrFailedToFilterDML ErrFilterRuleInvalid ErrGCTTLExceeded
            ErrIncompatibleSinkConfig ErrInvalidFilterExpression ErrInvalidGlueSchemaRegistryConfig
            ErrInvalidIgnoreEventType ErrInvalidReplicaConfig ErrInvalidTableRoutingRule ErrKafkaAdminAPI
            ErrKafkaAsyncSendMessage ErrKafkaAuthorizationFailed ErrKafkaConfigNotFound ErrKafkaCreateTopic
            ErrKafkaInvalidClientID ErrKafkaInvalidConfig ErrKafkaInvalidPartitionNum
            ErrKafkaInvalidRequiredAcks ErrKafkaInvalidVersion ErrKafkaNewProducer ErrKafkaProducerClosed
            ErrKafkaSendMessage ErrKafkaTopicExprInvalid ErrMessageTooLarge ErrMySQLConnectionError
            ErrMySQLInvalidConfig ErrOpenProtocolCodecInvalidData ErrSameUpstreamDownstream
            ErrSchedulerRequestFailed ErrSchemaSnapshotNotFound ErrSinkInvalidConfig ErrSinkURIInvalid
            ErrSinkUnknownProtocol ErrSnapshotLostByGC ErrStartTsBeforeGC ErrStorageSinkInvalidConfig
            ErrSyncRenameTableFailed ErrTableAfterNotSplitable ErrTableIneligible ErrTableRouteConflict
            ErrTableRoutingFailed ErrTargetTsBeforeStartTs ErrToTLSConfigFailed
            """.strip().split("\\s+"));

    private static final Set<String> USED = new TreeSet<>();
    private static final Set<String> TEXTS = new TreeSet<>();

    @BeforeAll
    static void readProduct() {
        ByteCode.of(UncodedExceptionsTest.PRODUCT)
                .classes()
                .filter(type ->
                        !type.name.startsWith("io/tidegate/error/") && !type.name.equals("io/tidegate/check/Limit"))
                .flatMap(CatalogueTest::instructions)
                .forEach(instruction -> {
                    if (instruction instanceof FieldInsnNode field
                            && field.owner.equals("io/tidegate/error/ErrorCode")) {
                        USED.add(field.name);
                    } else if (instruction instanceof LdcInsnNode constant && constant.cst instanceof String text) {
                        TEXTS.add(text);
                    }
                });
    }

    @Test
    void eachErrorOfTheCatalogueIsToldBySomebody() {
        assertThat(Arrays.stream(ErrorCode.values()).map(Enum::name)).isSubsetOf(USED);
    }

    @Test
    void theChecksOfTheLimitsAreMade() {
        List<String> checks = Arrays.stream(Limit.values())
                .flatMap(limit -> limit.codes().stream())
                .filter(code -> !code.contains(":"))
                .toList();

        assertThat(checks).isNotEmpty();
        assertThat(TEXTS).containsAll(checks);
    }

    @Test
    void codesOfTicdcAreSpelledAsItDoes() {
        assertThat(Arrays.stream(ErrorCode.values())
                        .map(ErrorCode::code)
                        .filter(code -> code.startsWith("CDC:"))
                        .map(code -> code.substring("CDC:".length())))
                .isNotEmpty()
                .isSubsetOf(OF_TICDC);
    }

    private static Stream<AbstractInsnNode> instructions(ClassNode type) {
        return type.methods.stream().flatMap(method -> Stream.of(method.instructions.toArray()));
    }
}
