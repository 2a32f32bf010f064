/**
 * Writes the JSON schemas of Java types: they say what Jackson 3 reads, by default.
 *
 * <p>{@link dev.runnel.processor.schema.Schemas} is the entry point. The annotations of Jackson,
 * Jakarta Validation and JSpecify are known by their names only.
 */
@NullMarked
package dev.runnel.processor.schema;

import org.jspecify.annotations.NullMarked;
