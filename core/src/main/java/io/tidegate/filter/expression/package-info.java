/**
 * SQL expressions on the values of a row: a documented part of MySQL's, read by a parser of our own and compiled for each
 * table version into operands that allocate nothing per row but for decimal arithmetic.
 */
@NullMarked
package io.tidegate.filter.expression;

import org.jspecify.annotations.NullMarked;
