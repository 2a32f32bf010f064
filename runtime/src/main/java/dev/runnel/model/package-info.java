/** Describes language models, prompts, messages, retrievers and tools. */
@NullMarked
package dev.runnel.model;

import org.jspecify.annotations.NullMarked;
