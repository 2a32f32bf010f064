/**
 * Functions that a model may ask to have called. Start at {@link dev.runnel.tool.Tool}; what a
 * model reads and writes of them, such as a {@link dev.runnel.model.ToolCall}, is in {@link
 * dev.runnel.model}.
 */
@NullMarked
package dev.runnel.tool;

import org.jspecify.annotations.NullMarked;
