package dev.runnel.processor.analysis.bind;

import dev.runnel.annotations.Chunks;
import dev.runnel.processor.model.Answer;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * What a reader gets to see of an answer.
 *
 * @param view what the chunks are
 * @param chunk their type
 * @param whole the type of the whole
 * @param nature what the chunks are to each other
 * @param element the chunks of {@link Answer.View#ELEMENTS} and {@link Answer.View#DRAFTS}
 * @param pointer where the list of elements is
 */
record AnswerView(
    Answer.View view,
    TypeMirror chunk,
    TypeMirror whole,
    Chunks nature,
    @Nullable TypeMirror element,
    String pointer) {
  static AnswerView of(Answer.View view, TypeMirror chunk, TypeMirror whole) {
    Chunks nature = view == Answer.View.PARTIALS ? Chunks.CUMULATIVE : Chunks.PIECES;
    return new AnswerView(view, chunk, whole, nature, null, "");
  }
}
