package io.tidegate.errorflow.sample;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Ways that an exception can take, for a test that must find those which end at a user without a code. */
final class Ways {
    private Ways() {}

    interface Part {
        int read(String text);
    }

    static final class DirectPart implements Part {
        @Override
        public int read(String text) {
            return Integer.parseInt(text);
        }
    }

    static final class CodedPart implements Part {
        @Override
        public int read(String text) {
            try {
                return Integer.parseUnsignedInt(text);
            } catch (NumberFormatException e) {
                throw new TidegateException(ErrorCode.INVALID_ARGUMENT, text, e);
            }
        }
    }

    static void throughAnInterface(Part part, String text) {
        part.read(text);
    }

    static void thrownOn(String text) {
        try {
            if (text.isEmpty()) {
                throw new IllegalStateException("thrown on");
            }
        } catch (RuntimeException e) {
            throw e;
        }
    }

    static void ofAnotherKind(String text) {
        try {
            if (text.isEmpty()) {
                throw new UnsupportedOperationException("of another kind");
            }
        } catch (IllegalArgumentException e) {
            throw new TidegateException(ErrorCode.INVALID_ARGUMENT, text, e);
        }
    }

    static int calledADefect(String text) {
        try {
            return new java.math.BigInteger(text).intValueExact();
        } catch (RuntimeException e) {
            throw new TidegateException(ErrorCode.INTERNAL_ERROR, text, e);
        }
    }

    static int inALambda(String text) {
        IntSupplier later = () -> Short.parseShort(text);
        return later.getAsInt();
    }

    static Object handedOn(String text) {
        return coded(() -> Float.parseFloat(text));
    }

    static Object handedOnWithoutCode(String text) {
        return called(() -> Double.parseDouble(text));
    }

    private static Object coded(Supplier<Object> read) {
        try {
            return read.get();
        } catch (NumberFormatException e) {
            throw new TidegateException(ErrorCode.INVALID_ARGUMENT, "no number", e);
        }
    }

    private static Object called(Supplier<Object> read) {
        return read.get();
    }

    static long byReference(Stream<String> texts) {
        return texts.mapToLong(Long::parseLong).sum();
    }

    static long byReferenceWithCode(Stream<String> texts) {
        try {
            return texts.map(Byte::parseByte).count();
        } catch (NumberFormatException e) {
            throw new TidegateException(ErrorCode.INVALID_ARGUMENT, "no number", e);
        }
    }

    static int ofAConstant() {
        return Integer.decode("0x10");
    }

    static void guarded(String text) {
        if (text.isEmpty()) {
            throw new TidegateException(ErrorCode.INVALID_ARGUMENT, "nothing");
        }
    }
}
