package io.tidegate.server.changefeed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/**
 * One configuration in the history of a changefeed, without secrets.
 *
 * @param number grows with every revision of the changefeed
 * @param at when it was made
 * @param who name of the account that made it, empty if nobody knows
 * @param what how it came to be: {@code created}, {@code updated}, {@code renamed}, {@code scaled} or {@code rewound};
 *     {@code found} for what was there before anything was written down
 * @param configuration the whole of it, secrets masked
 * @param diff how it differs from the one before, as the hunks of a unified diff of their JSON; empty for the first
 * @param hidden whether something differs that is not shown, such as a password
 */
public record Revision(
        long number,
        Instant at,
        String who,
        String what,
        ObjectNode configuration,
        List<String> diff,
        boolean hidden) {}
