/** The proof that nothing is lost: a journal of what was written, and topics folded back into tables. */
@NullMarked
package io.tidegate.testkit.ledger;

import org.jspecify.annotations.NullMarked;
