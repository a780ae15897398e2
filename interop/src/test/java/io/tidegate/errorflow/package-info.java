/**
 * Follows exceptions through the byte code of the product: from where they are thrown, past those who catch them, to those
 * whom nobody calls. What arrives there without a code of the catalogue would reach a user as a defect of ours.
 */
@NullMarked
package io.tidegate.errorflow;

import org.jspecify.annotations.NullMarked;
