package io.tidegate.mysql.binlog;

import io.tidegate.mysql.row.CollationTable;
import io.tidegate.mysql.row.TableMapParser;
import io.tidegate.mysql.schema.TableStore;

/**
 * What it takes to understand the tables of a log.
 *
 * @param parser reads table maps
 * @param collations the character sets of the server
 * @param store the definitions at the position of the reader
 */
record LogTables(TableMapParser parser, CollationTable collations, TableStore store) {}
