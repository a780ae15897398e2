package io.tidegate.state;

import java.time.Instant;

/**
 * Something that somebody did, or tried to. Never holds a secret: it is stored as it stands.
 *
 * @param at when
 * @param actor who
 * @param via how that was proven
 * @param remote the address it came from
 * @param action what
 * @param subject to what
 * @param outcome how it went
 * @param detail anything else worth knowing, may be empty
 */
public record AuditEntry(
        Instant at,
        String actor,
        String via,
        String remote,
        String action,
        String subject,
        String outcome,
        String detail) {}
