package io.tidegate.errorflow;

import io.tidegate.error.TidegateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * One method: where exceptions come from in it, and which of them it keeps. A lambda counts as called where the
 * method calls it that it is handed to; else where it is made, which is inside of the same {@code try} as a rule. A handler that throws on what it caught keeps nothing, and neither does
 * one that answers with the code of a defect.
 */
final class MethodFlow {
    enum Fate {
        KEPT,
        PASSED_ON,
        CALLED_A_DEFECT
    }

    private static final String CODES = "io/tidegate/error/ErrorCode";
    private static final String CODED = TidegateException.class.getName().replace('.', '/');

    private final ClassNode type;
    private final MethodNode method;
    private final List<Site> sites = new ArrayList<>();
    private final boolean answersWithDefect;
    private final boolean asserts;

    MethodFlow(ByteCode code, ClassNode type, MethodNode method) {
        this.type = type;
        this.method = method;
        this.asserts = fields(method).anyMatch(field -> field.name.equals("$assertionsDisabled"));
        this.answersWithDefect =
                fields(method).anyMatch(field -> field.owner.equals(CODES) && field.name.equals("INTERNAL_ERROR"));
        for (AbstractInsnNode instruction : method.instructions) {
            int index = method.instructions.indexOf(instruction);
            if (instruction instanceof MethodInsnNode call) {
                addCall(code, index, call);
            } else if (instruction instanceof InvokeDynamicInsnNode dynamic) {
                addLambda(code, index, dynamic);
            }
        }
    }

    private static Stream<FieldInsnNode> fields(MethodNode method) {
        return Stream.of(method.instructions.toArray())
                .filter(FieldInsnNode.class::isInstance)
                .map(FieldInsnNode.class::cast);
    }

    String key() {
        return ByteCode.key(type.name, method);
    }

    /** Class and method in the words of Java; a lambda is part of the method that has it. */
    String name() {
        String plain = method.name.startsWith("lambda$") ? method.name.split("\\$")[1] : method.name;
        return type.name.replace('/', '.').replace('$', '.') + "#" + plain;
    }

    List<Site> sites() {
        return sites;
    }

    /**
     * Whether nobody calls it and that means nothing: the look-up that the compiler gives to each enum, and what prepares a
     * class, whose failure every use of the class would meet.
     */
    boolean isOfTheCompiler() {
        return method.name.equals("<clinit>")
                || (method.name.equals("valueOf") && (type.access & Opcodes.ACC_ENUM) != 0);
    }

    private void addCall(ByteCode code, int index, MethodInsnNode call) {
        if (call.name.equals("<init>") && isUncoded(call.owner)) {
            if (!isMadeByTheCompiler(call) && !(method.name.equals("<init>") && call.owner.equals(type.superName))) {
                String simple = call.owner.substring(call.owner.lastIndexOf('/') + 1);
                sites.add(new Site.Thrower(index, new Raise(call.owner, name(), "new " + simple)));
            }
            return;
        }
        LibraryThrowers.thrown(call, call.owner, call.name, call.desc)
                .ifPresent(thrown -> sites.add(thrower(index, thrown, call.owner, call.name)));
        addTargets(index, code.targets(call.owner, call.name, call.desc));
    }

    /** What an exhaustive switch and an assertion, which is off in production, are compiled to. */
    private boolean isMadeByTheCompiler(MethodInsnNode call) {
        return switch (call.owner) {
            case "java/lang/IncompatibleClassChangeError", "java/lang/MatchException" -> true;
            case "java/lang/AssertionError" -> asserts;
            default -> false;
        };
    }

    private void addLambda(ByteCode code, int index, InvokeDynamicInsnNode dynamic) {
        for (Object argument : dynamic.bsmArgs) {
            if (argument instanceof Handle handle) {
                LibraryThrowers.thrown(handle)
                        .ifPresent(thrown -> sites.add(thrower(index, thrown, handle.getOwner(), handle.getName())));
                Set<String> lambdas = code.targets(handle.getOwner(), handle.getName(), handle.getDesc());
                if (!lambdas.isEmpty()) {
                    String function = Type.getReturnType(dynamic.desc).getInternalName();
                    sites.add(new Site.Handed(index, lambdas, receivers(code, dynamic, function), function));
                }
            }
        }
    }

    /** The methods of the product that the next call hands an object of this interface to. */
    private static Set<String> receivers(ByteCode code, AbstractInsnNode from, String function) {
        AbstractInsnNode next = from.getNext();
        while (next != null && !(next instanceof MethodInsnNode)) {
            next = next.getNext();
        }
        return next instanceof MethodInsnNode call && call.desc.contains("L" + function + ";")
                ? code.targets(call.owner, call.name, call.desc)
                : Set.of();
    }

    /** Where methods of an interface of Java are called, as indices. */
    List<Integer> callsOf(String function) {
        return Stream.of(method.instructions.toArray())
                .filter(instruction -> instruction instanceof MethodInsnNode call && call.owner.equals(function))
                .map(method.instructions::indexOf)
                .toList();
    }

    private void addTargets(int index, Set<String> targets) {
        if (!targets.isEmpty()) {
            sites.add(new Site.Call(index, targets));
        }
    }

    private Site thrower(int index, String thrown, String owner, String called) {
        return new Site.Thrower(
                index, new Raise(thrown, name(), owner.substring(owner.lastIndexOf('/') + 1) + "." + called));
    }

    /** What becomes of an exception that comes from an instruction. */
    Fate fate(int index, String exception) {
        for (TryCatchBlockNode block : method.tryCatchBlocks) {
            boolean covers =
                    method.instructions.indexOf(block.start) <= index && index < method.instructions.indexOf(block.end);
            if (covers && block.type != null && isA(exception, block.type)) {
                if (answersWithDefect && isA("java/lang/RuntimeException", block.type)) {
                    return Fate.CALLED_A_DEFECT;
                }
                if (!throwsOn(block)) {
                    return Fate.KEPT;
                }
            }
        }
        return Fate.PASSED_ON;
    }

    /** Whether the handler stores the exception in a variable and throws that variable again. */
    private boolean throwsOn(TryCatchBlockNode block) {
        AbstractInsnNode first = block.handler;
        while (first.getOpcode() < 0) {
            first = first.getNext();
        }
        if (!(first instanceof VarInsnNode store) || store.getOpcode() != Opcodes.ASTORE) {
            return false;
        }
        for (AbstractInsnNode next = first.getNext(); next != null; next = next.getNext()) {
            if (next instanceof VarInsnNode other && other.var == store.var) {
                if (other.getOpcode() == Opcodes.ASTORE) {
                    return false;
                }
                if (other.getNext() != null && other.getNext().getOpcode() == Opcodes.ATHROW) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isUncoded(String name) {
        return !name.equals(CODED) && (isA(name, "java/lang/RuntimeException") || isA(name, "java/lang/Error"));
    }

    private static boolean isA(String name, String above) {
        return load(above).isAssignableFrom(load(name));
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name.replace('/', '.'), false, MethodFlow.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("a class of the product is not on the class path", e);
        }
    }
}
