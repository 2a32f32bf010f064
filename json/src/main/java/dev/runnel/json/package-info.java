/**
 * Reads JSON while it is being written.
 *
 * <p>{@link dev.runnel.json.JsonReader} is the entry point: feed it text in pieces, and take
 * snapshots, patches, elements, typed partials or drafts. {@link dev.runnel.json.JsonReadOptions}
 * has the limits.
 */
@NullMarked
package dev.runnel.json;

import org.jspecify.annotations.NullMarked;
