package io.tidegate.encode;

import io.tidegate.model.TableVersion;

/**
 * How a format tells consumers the definitions of tables, where its rows do not. The engine sends an announcement before
 * the first row of a table and repeats it by the rules; a format that needs none has no announcements. The message of a DDL, which goes to every partition, tells
 * the new definition too. Thread safe.
 */
public interface Announcements {
    /** The message that tells a definition, with the key that it has among rows. */
    EncodedMessage announcement(TableVersion table);

    /** When it is sent, and where to. */
    AnnouncementRules rules();
}
