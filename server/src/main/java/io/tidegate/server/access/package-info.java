/** Who may do what: accounts, roles, sessions, tokens, and the record of what they did. */
@NullMarked
package io.tidegate.server.access;

import org.jspecify.annotations.NullMarked;
