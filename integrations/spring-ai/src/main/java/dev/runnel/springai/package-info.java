/**
 * Adapts Spring AI's models and retrievers.
 *
 * <p>Start with {@link dev.runnel.springai.SpringAiChatModel#of} and {@link
 * dev.runnel.springai.SpringAiRetriever#of}. In Spring Boot the starter does it.
 */
@NullMarked
package dev.runnel.springai;

import org.jspecify.annotations.NullMarked;
