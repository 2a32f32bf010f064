package dev.runnel.answer;

import dev.runnel.Accumulator;
import dev.runnel.CustomRunnel;
import dev.runnel.Emitter;
import dev.runnel.Transformer;
import dev.runnel.TransformerRunnel;
import dev.runnel.Whole;
import dev.runnel.annotations.RunType;
import dev.runnel.engine.wrap.ComposedSequence;
import dev.runnel.json.JsonBindException;
import dev.runnel.json.JsonStreamException;
import dev.runnel.model.AiMessage;
import dev.runnel.model.Answered;
import dev.runnel.model.ChatMessage;
import dev.runnel.model.ChatPrompt;
import dev.runnel.schema.SchemaMismatchException;
import dev.runnel.schema.SchemaViolation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads an answer while it is written, and checks it at its end.
 *
 * @param answers the type of the answer
 * @param asked what gives the answer: a model, or an agent
 * @param views makes what shows one answer
 * @param whole how what it shows becomes the whole
 * @param told is told the messages of an answer that fits
 * @param <M> what is read
 * @param <A> what that adds up to
 * @param <C> the chunks
 * @param <O> the whole
 * @param <T> the type of the answer
 */
record AnswerReader<M, A extends Answered, C, O, T>(
    AnswerType<T> answers,
    CustomRunnel<ChatPrompt, M, A> asked,
    Supplier<? extends AnswerView<? super M, C, T>> views,
    Whole<C, O> whole,
    Consumer<? super List<ChatMessage>> told)
    implements TransformerRunnel<M, C, O> {
  /** Returns what asks, and reads. */
  ComposedSequence<ChatPrompt, C, O> asking() {
    return ComposedSequence.piped(asked, this);
  }

  <P> AnswerReader<M, A, C, P, T> withWhole(Whole<C, P> other) {
    return new AnswerReader<>(answers, asked, views, other, told);
  }

  AnswerReader<M, A, C, O, T> telling(Consumer<? super List<ChatMessage>> listener) {
    return new AnswerReader<>(
        answers,
        asked,
        views,
        whole,
        messages -> {
          told.accept(messages);
          listener.accept(messages);
        });
  }

  /** Returns what a model said last. */
  static AiMessage message(List<ChatMessage> messages) {
    for (int i = messages.size() - 1; i >= 0; i--) {
      if (messages.get(i) instanceof AiMessage last) {
        return last;
      }
    }
    return new AiMessage("");
  }

  @Override
  public Transformer<M, C> newTransformer() {
    return new Reading<>(this, views.get());
  }

  @Override
  public RunType type() {
    return RunType.PARSER;
  }

  private static final class Reading<M, A extends Answered, C, T> implements Transformer<M, C> {
    private final AnswerReader<M, A, C, ?, T> reader;
    private final AnswerType<T> type;
    private final AnswerView<? super M, C, T> view;
    private final Accumulator<M, A> answer;
    private final List<C> shown = new ArrayList<>();
    private boolean isEmpty = true;

    Reading(AnswerReader<M, A, C, ?, T> reader, AnswerView<? super M, C, T> view) {
      this.reader = reader;
      this.type = reader.answers;
      this.view = view;
      this.answer = reader.asked.whole().accumulator();
    }

    @Override
    public void onChunk(M chunk, Emitter<C> out) {
      isEmpty = false;
      answer.add(chunk);
      show(shown -> view.onChunk(chunk, shown), out);
    }

    @Override
    public void onComplete(Emitter<C> out) {
      List<ChatMessage> said = messages();
      show(shown -> view.onComplete(type.read(AnswerReader.message(said)), shown), out);
      reader.told.accept(said);
    }

    private List<ChatMessage> messages() {
      return isEmpty ? List.of() : answer.sum().newMessages();
    }

    private AiMessage message() {
      return AnswerReader.message(messages());
    }

    /** Emits outside of the view, so that a failure behind is not taken for one of the answer. */
    private void show(Consumer<Consumer<C>> step, Emitter<C> out) {
      @Nullable AnswerException wrong = null;
      try {
        step.accept(shown::add);
      } catch (AnswerException none) {
        wrong = none;
      } catch (JsonStreamException noJson) {
        wrong = type.failed(message(), noJson);
      } catch (JsonBindException unbound) {
        wrong = type.failed(message(), unbound);
      } catch (SchemaMismatchException mismatch) {
        List<SchemaViolation> violations =
            mismatch.violations().stream()
                .map(each -> new SchemaViolation(view.place() + each.pointer(), each.reason()))
                .toList();
        wrong = type.mismatch(message(), violations, mismatch);
      }
      if (wrong != null) {
        throw wrong.behind(messages());
      }
      shown.forEach(out::emit);
      shown.clear();
    }
  }
}
