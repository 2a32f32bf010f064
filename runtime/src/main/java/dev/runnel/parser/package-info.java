/** Turns a model's text into values while it streams. */
@NullMarked
package dev.runnel.parser;

import org.jspecify.annotations.NullMarked;
