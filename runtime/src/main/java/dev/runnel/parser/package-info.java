/**
 * Turns a model's text into values while it streams.
 *
 * <p>{@link dev.runnel.parser.JsonOutputParser} is the entry point for JSON, as components of a
 * chain over the readers of {@link dev.runnel.json}; {@link dev.runnel.parser.StringOutputParser}
 * passes text on; the {@linkplain dev.runnel.parser.ListOutputParser list parsers} read lists.
 */
@NullMarked
package dev.runnel.parser;

import org.jspecify.annotations.NullMarked;
