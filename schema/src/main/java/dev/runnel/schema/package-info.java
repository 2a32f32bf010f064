/**
 * JSON schemas as values.
 *
 * <p>{@link dev.runnel.schema.JsonSchema} is one schema in the neutral dialect, JSON Schema
 * 2020-12; the annotation {@code WithSchema} generates it from a Java type. {@link
 * dev.runnel.schema.SchemaDialect} narrows it to what a provider takes, and {@link
 * dev.runnel.schema.SchemaReader} reads what a model has written.
 */
@NullMarked
package dev.runnel.schema;

import org.jspecify.annotations.NullMarked;
