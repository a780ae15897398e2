package io.tidegate.kafka;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.UUID;

/**
 * Who a changefeed is to Kafka's transactions, {@code tidegate.<server>.<changefeed>}, and which process has it. Whoever
 * starts transactions under a name ends those of the process before. Made once by a process, shared by all sinks that it
 * makes for the changefeed. Thread safe.
 */
public final class FeedIdentity {
    /** How the names of all changefeeds begin. */
    static final String PREFIX = "tidegate.";

    private final String transactionalId;
    private final String process = UUID.randomUUID().toString();
    private final String description;
    private volatile boolean claimed;

    /**
     * @param server name of the server, {@code local} for a changefeed without one
     * @param changefeed name of the changefeed
     */
    public FeedIdentity(String server, String changefeed, InstantSource clock) {
        this.transactionalId = PREFIX + server + "." + changefeed;
        this.description = "process " + ProcessHandle.current().pid() + " on " + host() + " since " + clock.instant();
    }

    /** The name of the transactions. */
    public String transactionalId() {
        return transactionalId;
    }

    /** This process, unlike any other. */
    String process() {
        return process;
    }

    /** This process, for people. */
    String description() {
        return description;
    }

    /** Whether this process has had the name already. */
    boolean isClaimed() {
        return claimed;
    }

    /** This process has the name from now on, until another one takes it. */
    void claim() {
        claimed = true;
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "a host without a name";
        }
    }
}
