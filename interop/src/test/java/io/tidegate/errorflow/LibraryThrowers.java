package io.tidegate.errorflow;

import java.util.Map;
import java.util.Optional;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;

/**
 * Methods of libraries that answer what a user or another system wrote with an unchecked exception. Only those that the
 * product uses on such input have to be here; a constant as their argument cannot fail.
 */
final class LibraryThrowers {
    private static final String NUMBER = "java/lang/NumberFormatException";
    private static final String ARGUMENT = "java/lang/IllegalArgumentException";
    private static final String TIME = "java/time/format/DateTimeParseException";
    private static final String TIME_PARTS = "java/time/DateTimeException";
    private static final String ARITHMETIC = "java/lang/ArithmeticException";
    private static final String JDBI = "org/jdbi/v3/core/JdbiException";
    private static final String STRING_ONLY = "(Ljava/lang/String;)";

    private static final Map<String, String> BY_METHOD = Map.ofEntries(
            Map.entry("java/lang/Integer.parseInt", NUMBER),
            Map.entry("java/lang/Integer.parseUnsignedInt", NUMBER),
            Map.entry("java/lang/Integer.decode", NUMBER),
            Map.entry("java/lang/Long.parseLong", NUMBER),
            Map.entry("java/lang/Long.parseUnsignedLong", NUMBER),
            Map.entry("java/lang/Long.decode", NUMBER),
            Map.entry("java/lang/Short.parseShort", NUMBER),
            Map.entry("java/lang/Byte.parseByte", NUMBER),
            Map.entry("java/lang/Double.parseDouble", NUMBER),
            Map.entry("java/lang/Float.parseFloat", NUMBER),
            Map.entry("java/net/URI.create", ARGUMENT),
            Map.entry("java/util/UUID.fromString", ARGUMENT),
            Map.entry("java/util/HexFormat.parseHex", ARGUMENT),
            Map.entry("java/util/Base64$Decoder.decode", ARGUMENT),
            Map.entry("java/lang/Enum.valueOf", ARGUMENT),
            Map.entry("java/nio/charset/Charset.forName", ARGUMENT),
            Map.entry("java/nio/file/Path.of", "java/nio/file/InvalidPathException"),
            Map.entry("java/nio/file/Path.resolve", "java/nio/file/InvalidPathException"),
            Map.entry("java/util/regex/Pattern.compile", "java/util/regex/PatternSyntaxException"),
            Map.entry("com/google/re2j/Pattern.compile", "com/google/re2j/PatternSyntaxException"),
            Map.entry("java/time/Instant.parse", TIME),
            Map.entry("java/time/LocalDate.parse", TIME),
            Map.entry("java/time/LocalTime.parse", TIME),
            Map.entry("java/time/LocalDateTime.parse", TIME),
            Map.entry("java/time/OffsetDateTime.parse", TIME),
            Map.entry("java/time/ZonedDateTime.parse", TIME),
            Map.entry("java/time/Duration.parse", TIME),
            Map.entry("java/time/ZoneId.of", TIME_PARTS),
            Map.entry("java/time/ZoneOffset.of", TIME_PARTS),
            Map.entry("java/lang/Math.toIntExact", ARITHMETIC),
            Map.entry("java/math/BigDecimal.longValueExact", ARITHMETIC),
            Map.entry("java/math/BigInteger.longValueExact", ARITHMETIC),
            Map.entry("java/math/BigInteger.intValueExact", ARITHMETIC),
            Map.entry("com/fasterxml/jackson/databind/ObjectMapper.convertValue", ARGUMENT),
            Map.entry("com/fasterxml/jackson/databind/ObjectMapper.treeToValue", ARGUMENT),
            Map.entry("org/jdbi/v3/core/Jdbi.withHandle", JDBI),
            Map.entry("org/jdbi/v3/core/Jdbi.useHandle", JDBI),
            Map.entry("org/jdbi/v3/core/Jdbi.inTransaction", JDBI),
            Map.entry("org/jdbi/v3/core/Jdbi.useTransaction", JDBI),
            Map.entry("org/jdbi/v3/core/Jdbi.open", JDBI));

    /** These have other forms that take no text. */
    private static final Map<String, String> OF_TEXT = Map.of(
            "java/lang/Integer.valueOf", NUMBER,
            "java/lang/Long.valueOf", NUMBER,
            "java/lang/Double.valueOf", NUMBER,
            "java/math/BigDecimal.<init>", NUMBER,
            "java/math/BigInteger.<init>", NUMBER);

    private LibraryThrowers() {}

    /** What a call may throw. */
    static Optional<String> thrown(AbstractInsnNode call, String owner, String name, String descriptor) {
        return isConstant(call) ? Optional.empty() : thrown(owner, name, descriptor);
    }

    /** What a method that is handed on as a reference may throw. */
    static Optional<String> thrown(Handle reference) {
        return thrown(reference.getOwner(), reference.getName(), reference.getDesc());
    }

    private static Optional<String> thrown(String owner, String name, String descriptor) {
        String method = owner + "." + name;
        return Optional.ofNullable(
                descriptor.startsWith(STRING_ONLY) && OF_TEXT.containsKey(method)
                        ? OF_TEXT.get(method)
                        : BY_METHOD.get(method));
    }

    private static boolean isConstant(AbstractInsnNode call) {
        AbstractInsnNode before = before(call);
        if (before.getOpcode() == Opcodes.ANEWARRAY) {
            // The empty rest of Path.of.
            before = before(before(before));
        }
        return before instanceof LdcInsnNode;
    }

    private static AbstractInsnNode before(AbstractInsnNode instruction) {
        AbstractInsnNode previous = instruction.getPrevious();
        while (previous != null && previous.getOpcode() < 0) {
            previous = previous.getPrevious();
        }
        return previous == null ? instruction : previous;
    }
}
