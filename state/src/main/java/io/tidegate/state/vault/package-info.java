/**
 * Seals the secrets that are stored, with authenticated encryption by Tink, and keeps the key. What is sealed, and when
 * everything is sealed anew, is decided outside.
 */
@NullMarked
package io.tidegate.state.vault;

import org.jspecify.annotations.NullMarked;
