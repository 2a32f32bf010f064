package dev.runnel.answer;

import dev.runnel.Accumulator;
import dev.runnel.Emitter;
import dev.runnel.Transformer;
import dev.runnel.TransformerRunnel;
import dev.runnel.Whole;
import dev.runnel.annotations.RunType;
import dev.runnel.json.JsonBindException;
import dev.runnel.json.JsonStreamException;
import dev.runnel.model.AiMessage;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.schema.SchemaMismatchException;
import dev.runnel.schema.SchemaViolation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Reads a model's answer while it is written, and checks it at its end.
 *
 * @param answers the type of the answer
 * @param views makes what shows one answer
 * @param whole how what it shows becomes the whole
 * @param <C> the chunks
 * @param <O> the whole
 * @param <T> the type of the answer
 */
record AnswerReader<C, O, T>(
    AnswerType<T> answers, Supplier<? extends AnswerView<C, T>> views, Whole<C, O> whole)
    implements TransformerRunnel<AiMessageChunk, C, O> {
  @Override
  public Transformer<AiMessageChunk, C> newTransformer() {
    return new Reading<>(answers, views.get());
  }

  @Override
  public RunType type() {
    return RunType.PARSER;
  }

  private static final class Reading<C, T> implements Transformer<AiMessageChunk, C> {
    private final AnswerType<T> type;
    private final AnswerView<C, T> view;
    private final Accumulator<AiMessageChunk, AiMessage> answer =
        Whole.<AiMessageChunk, AiMessage>sum().accumulator();
    private final List<C> shown = new ArrayList<>();
    private boolean isEmpty = true;

    Reading(AnswerType<T> type, AnswerView<C, T> view) {
      this.type = type;
      this.view = view;
    }

    @Override
    public void onChunk(AiMessageChunk chunk, Emitter<C> out) {
      isEmpty = false;
      answer.add(chunk);
      show(shown -> view.onChunk(chunk, shown), out);
    }

    @Override
    public void onComplete(Emitter<C> out) {
      T value = type.read(answer());
      show(shown -> view.onComplete(value, shown), out);
    }

    private AiMessage answer() {
      return isEmpty ? new AiMessage("") : answer.sum();
    }

    /** Emits outside of the view, so that a failure behind is not taken for one of the answer. */
    private void show(Consumer<Consumer<C>> step, Emitter<C> out) {
      try {
        step.accept(shown::add);
      } catch (JsonStreamException noJson) {
        throw type.failed(answer(), noJson);
      } catch (JsonBindException unbound) {
        throw type.failed(answer(), unbound);
      } catch (SchemaMismatchException mismatch) {
        List<SchemaViolation> violations =
            mismatch.violations().stream()
                .map(each -> new SchemaViolation(view.place() + each.pointer(), each.reason()))
                .toList();
        throw type.mismatch(answer(), violations, mismatch);
      }
      shown.forEach(out::emit);
      shown.clear();
    }
  }
}
