package io.tidegate.server.access;

import io.tidegate.error.TidegateException;
import io.tidegate.state.AuditEntry;
import io.tidegate.state.AuditRecord;
import io.tidegate.state.AuditStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log of who did what. An entry that cannot be stored goes to the process's log and is an error. Thread safe. */
public final class AuditLog {
    private static final Logger log = LoggerFactory.getLogger(AuditLog.class);

    private final AuditStore store;
    private final InstantSource clock;

    AuditLog(AuditStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Notes something that nobody asked for over HTTP, such as what the first start does.
     *
     * @param action what was done
     * @param subject to what
     */
    public void local(String action, String subject) {
        append("server", Principal.Via.LOCAL.name(), "", action, subject, "ok", "");
    }

    /** Notes a request with its outcome. */
    void append(String actor, String via, String remote, String action, String subject, String outcome, String detail) {
        AuditEntry entry = new AuditEntry(
                clock.instant(), actor, via.toLowerCase(Locale.ROOT), remote, action, subject, outcome, detail);
        try {
            store.append(entry);
        } catch (TidegateException e) {
            log.error("audit entry not stored entry={} reason={}", entry, e.getMessage());
            throw e;
        }
    }

    /** Entries before one, the newest first. */
    List<AuditRecord> page(long before, int limit) {
        return store.page(before, limit);
    }

    /** Entries about one changefeed, the newest first. */
    public List<AuditEntry> ofChangefeed(String id, int limit) {
        return store.ofChangefeed(id, limit);
    }
}
