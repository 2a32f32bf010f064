package dev.runnel.processor.model;

import com.palantir.javapoet.TypeName;
import org.jspecify.annotations.Nullable;

/**
 * Describes how a model answers with a type in one chain.
 *
 * @param type the type
 * @param json its schema, on one line
 * @param view what the step's chunks are
 * @param element the chunks, for {@link View#ELEMENTS} and {@link View#DRAFTS}; else null
 * @param pointer for {@link View#ELEMENTS}, where the list is
 * @param isMadeOfElements whether the whole is made of the list of all elements by the one
 *     constructor that the type has
 * @param repairs how often to ask again
 */
public record Answer(
    TypeName type,
    String json,
    View view,
    @Nullable TypeName element,
    String pointer,
    boolean isMadeOfElements,
    int repairs) {
  /** Says what the chunks are. */
  public enum View {
    /** The one whole answer. */
    WHOLE,
    /** What there is so far. */
    PARTIALS,
    /** The elements of a list. */
    ELEMENTS,
    /** What there is so far, as another type. */
    DRAFTS,
    /** The text. */
    TEXT,
    /** The chunks of the message. */
    MESSAGES
  }
}
