/**
 * The machine behind the JSON views: it finds the document in the text, reads it character by
 * character, and builds values that share what is closed. Not exported.
 */
@NullMarked
package dev.runnel.parser.internal;

import org.jspecify.annotations.NullMarked;
