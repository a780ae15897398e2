package io.tidegate.errorflow;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Lets each exception rise through its callers until somebody keeps it or nobody calls. */
final class ExceptionFlow {
    private final Map<String, MethodFlow> methods = new LinkedHashMap<>();
    private final Map<String, Set<Incoming>> callers = new HashMap<>();
    private final Map<Raise, String> arrived = new TreeMap<>();

    /**
     * A call.
     *
     * @param receiver for a lambda the method that was handed it and calls it, inside of the call by its maker; else null
     */
    private record Incoming(
            MethodFlow caller, int index, @Nullable MethodFlow receiver, int receiverIndex) {
        static Incoming direct(MethodFlow caller, int index) {
            return new Incoming(caller, index, null, 0);
        }

        MethodFlow.Fate insideReceiver(String exception) {
            return receiver == null ? MethodFlow.Fate.PASSED_ON : receiver.fate(receiverIndex, exception);
        }
    }

    private record Rising(MethodFlow method, Raise raise, String path) {}

    private ExceptionFlow(ByteCode code) {
        code.classes()
                .flatMap(type -> type.methods.stream().map(method -> new MethodFlow(code, type, method)))
                .forEach(method -> methods.put(method.key(), method));
        for (MethodFlow method : methods.values()) {
            for (Site site : method.sites()) {
                if (site instanceof Site.Call call) {
                    addCaller(call.callees(), Incoming.direct(method, call.index()));
                } else if (site instanceof Site.Handed handed) {
                    addCallersOfLambda(method, handed);
                }
            }
        }
    }

    private void addCallersOfLambda(MethodFlow maker, Site.Handed handed) {
        boolean called = false;
        for (String receiver : handed.receivers()) {
            MethodFlow method = Objects.requireNonNull(methods.get(receiver));
            for (int index : method.callsOf(handed.function())) {
                addCaller(handed.lambdas(), new Incoming(maker, handed.index(), method, index));
                called = true;
            }
        }
        if (!called) {
            addCaller(handed.lambdas(), Incoming.direct(maker, handed.index()));
        }
    }

    private void addCaller(Set<String> callees, Incoming caller) {
        for (String callee : callees) {
            callers.computeIfAbsent(callee, unused -> new HashSet<>()).add(caller);
        }
    }

    /** The exceptions that nobody gives a code, each with one way that it takes to its user. */
    static Map<Raise, String> uncoded(ByteCode code) {
        ExceptionFlow flow = new ExceptionFlow(code);
        flow.rise();
        return flow.arrived;
    }

    private void rise() {
        Deque<Rising> waiting = new ArrayDeque<>();
        Set<String> seen = new HashSet<>();
        for (MethodFlow method : methods.values()) {
            for (Site site : method.sites()) {
                if (site instanceof Site.Thrower thrower) {
                    leave(method, thrower.index(), thrower.raise(), "", waiting);
                }
            }
        }
        while (!waiting.isEmpty()) {
            Rising rising = waiting.removeFirst();
            if (!seen.add(rising.method().key() + " " + rising.raise().type() + " " + rising.raise())) {
                continue;
            }
            Set<Incoming> above = callers.getOrDefault(rising.method().key(), Set.of());
            if (above.isEmpty() && !rising.method().isOfTheCompiler()) {
                arrived.putIfAbsent(rising.raise(), rising.path());
            }
            for (Incoming call : above) {
                switch (call.insideReceiver(rising.raise().type())) {
                    case KEPT -> {}
                    case PASSED_ON -> leave(call.caller(), call.index(), rising.raise(), rising.path(), waiting);
                    case CALLED_A_DEFECT -> arrived.putIfAbsent(rising.raise(), rising.path());
                }
            }
        }
    }

    private void leave(MethodFlow method, int index, Raise raise, String path, Deque<Rising> waiting) {
        String longer = path + " < " + method.name();
        switch (method.fate(index, raise.type())) {
            case KEPT -> {}
            case PASSED_ON -> waiting.addLast(new Rising(method, raise, longer));
            case CALLED_A_DEFECT -> arrived.putIfAbsent(raise, longer);
        }
    }
}
