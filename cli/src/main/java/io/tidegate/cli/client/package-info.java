/**
 * How a command talks to a Tidegate server and to the person in front of it: where the server is and how one logs in,
 * the requests, the questions, and answers as JSON or as text that is made to be read.
 */
@NullMarked
package io.tidegate.cli.client;

import org.jspecify.annotations.NullMarked;
