/**
 * Language models and what they read and write: prompts, messages, tools and documents. Start at
 * {@link dev.runnel.model.ChatModel}.
 */
@NullMarked
package dev.runnel.model;

import org.jspecify.annotations.NullMarked;
