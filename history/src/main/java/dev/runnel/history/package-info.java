/**
 * Conversations that are stored, trimmed, and given to the model with each question. Start at
 * {@link dev.runnel.history.ChatMemory}.
 */
@NullMarked
package dev.runnel.history;

import org.jspecify.annotations.NullMarked;
