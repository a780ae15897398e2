package io.tidegate.errorflow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** The classes of the product by internal name, and which method a call of one of them may reach. */
final class ByteCode {
    private final Map<String, ClassNode> classes = new LinkedHashMap<>();
    private final Map<String, Set<String>> subtypes = new LinkedHashMap<>();

    private ByteCode() {}

    /** Reads the classes below these directories. */
    static ByteCode of(List<Path> directories) {
        ByteCode code = new ByteCode();
        for (Path directory : directories) {
            try (Stream<Path> files = Files.walk(directory)) {
                files.filter(file -> file.toString().endsWith(".class"))
                        .sorted()
                        .forEach(code::read);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        code.classes.values().forEach(code::noteSupertypes);
        return code;
    }

    private void read(Path file) {
        try {
            ClassNode node = new ClassNode();
            new ClassReader(Files.readAllBytes(file)).accept(node, ClassReader.SKIP_FRAMES);
            classes.put(node.name, node);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void noteSupertypes(ClassNode type) {
        for (String above : supertypes(type.name)) {
            subtypes.computeIfAbsent(above, unused -> new TreeSet<>()).add(type.name);
        }
    }

    Stream<ClassNode> classes() {
        return classes.values().stream();
    }

    /** The methods of the product that a call may run: the one it names or inherits, and those that override it. */
    Set<String> targets(String owner, String name, String descriptor) {
        Set<String> targets = new TreeSet<>();
        for (String type : supertypes(owner)) {
            addIfDeclared(targets, type, name, descriptor);
        }
        if (!name.equals("<init>")) {
            for (String type : subtypes.getOrDefault(owner, Set.of())) {
                addIfDeclared(targets, type, name, descriptor);
            }
        }
        return targets;
    }

    private void addIfDeclared(Set<String> targets, String type, String name, String descriptor) {
        ClassNode node = classes.get(type);
        if (node != null) {
            for (MethodNode method : node.methods) {
                if (method.name.equals(name) && method.desc.equals(descriptor)) {
                    targets.add(key(type, method));
                }
            }
        }
    }

    /** The type itself and what it extends and implements, as far as it is of the product. */
    private Set<String> supertypes(String type) {
        Set<String> all = new HashSet<>();
        ClassNode node = classes.get(type);
        if (node != null) {
            all.add(type);
            if (node.superName != null) {
                all.addAll(supertypes(node.superName));
            }
            node.interfaces.forEach(above -> all.addAll(supertypes(above)));
        }
        return all;
    }

    static String key(String type, MethodNode method) {
        return type + "." + method.name + method.desc;
    }
}
