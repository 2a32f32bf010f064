package dev.runnel.answer;

import dev.runnel.ChunkStream;
import dev.runnel.CustomRunnel;
import dev.runnel.Graph;
import dev.runnel.RunContext;
import dev.runnel.Whole;
import dev.runnel.engine.wrap.RepairingRunnel;
import dev.runnel.model.Answered;
import dev.runnel.model.ChatMessage;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatOptions;
import dev.runnel.model.ChatPrompt;
import dev.runnel.schema.JsonSchema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A chat model, or an agent, that answers with a Java type. Each request bears the type's schema as
 * its {@link dev.runnel.model.ResponseFormat}, whatever format the prompt asks for. A run has two
 * runs below it: that of the model or the agent, and that of what reads its answer. An answer that
 * is none fails the run with an {@link AnswerException}.
 *
 * <p>Made by {@link AnswerType}. Immutable and thread-safe.
 *
 * @param <C> the chunks
 * @param <O> the whole
 */
public final class StructuredModel<C, O> implements CustomRunnel<ChatPrompt, C, O> {
  /** The most characters of a failure's message that are shown to the model. */
  private static final int SHOWN = 2_000;

  /** The most characters of earlier attempts that are shown beside the last one. */
  private static final int REMEMBERED = 20_000;

  private final AnswerReader<?, ?, C, O, ?> reader;
  private final int repairs;

  private StructuredModel(AnswerReader<?, ?, C, O, ?> reader, int repairs) {
    this.reader = reader;
    this.repairs = repairs;
  }

  <M, A extends Answered, T> StructuredModel(
      CustomRunnel<ChatPrompt, M, A> asked,
      AnswerType<T> type,
      Supplier<? extends AnswerView<? super M, C, T>> views,
      Whole<C, O> whole) {
    this(new AnswerReader<>(type, asked, views, whole, messages -> {}), 0);
  }

  /**
   * Lets a model answer with a type.
   *
   * @param model the model
   * @param schema the type's schema, such as one that {@code @WithSchema} generates
   * @param type what answers are bound to
   * @param <T> the type
   * @return a runnel from prompts to answers, each of which is one chunk; {@link AnswerType} makes
   *     others
   */
  public static <T> StructuredModel<T, T> of(ChatModel model, JsonSchema schema, Class<T> type) {
    return AnswerType.of(schema, type).from(model);
  }

  /**
   * Asks again where an answer does not fit or was cut: the model is shown its answers so far, each
   * with what is wrong with it, the last ones if they are long. An agent goes on from what its
   * tools have given, and does not run them anew. A refusal is not repaired. As with a retry, an
   * answer is asked for again until a chunk of it has reached a reader that does not just add
   * chunks up. Each attempt is a run below this one's.
   *
   * @param most how often to ask again at the most
   * @return a runnel that does so
   * @throws IllegalArgumentException if the number is negative
   */
  public StructuredModel<C, O> withRepairs(int most) {
    if (most < 0) {
      throw new IllegalArgumentException(
          "An answer is repaired 0 times or more often, but not " + most + " times.");
    }
    return new StructuredModel<>(reader, most);
  }

  /**
   * Makes another whole of the whole.
   *
   * @param function makes it
   * @param <P> the new whole
   * @return a runnel that does so
   */
  public <P> StructuredModel<C, P> mapWhole(Function<? super O, ? extends P> function) {
    return new StructuredModel<>(reader.withWhole(reader.whole().map(function)), repairs);
  }

  /**
   * Tells somebody the messages of each answer that fits: the model's message, or all that an agent
   * has said and done. Those of an answer that was repaired are left out. They are told before the
   * end of the chunks, on the thread that reads them.
   *
   * @param listener is told, after those who are told already
   * @return a runnel that does so
   */
  public StructuredModel<C, O> onAnswer(Consumer<? super List<ChatMessage>> listener) {
    return new StructuredModel<>(reader.telling(listener), repairs);
  }

  @Override
  public ChunkStream<C> open(ChatPrompt input, RunContext run) {
    if (repairs > 0) {
      return new RepairingRunnel<>(withRepairs(0), repairs, StructuredModel::repaired)
          .open(input, run);
    }
    ChatOptions options = ChatOptions.builder().responseFormat(reader.answers().format()).build();
    return reader.asking().open(input.withOptions(input.options().merge(options)), run);
  }

  /**
   * Shows the model its answers, and what is wrong with each; empty if asking again cannot help.
   * With the last answer alone, a model that mends one mistake often makes an earlier one again.
   */
  private static Optional<ChatPrompt> repaired(ChatPrompt prompt, List<Throwable> failures) {
    List<List<ChatMessage>> shown = new ArrayList<>();
    int length = 0;
    for (int i = failures.size() - 1; i >= 0; i--) {
      if (!(failures.get(i) instanceof AnswerException wrong) || !isRepairable(wrong)) {
        return Optional.empty();
      }
      List<ChatMessage> attempt = attempt(wrong);
      length += attempt.stream().mapToInt(message -> message.text().length()).sum();
      if (!shown.isEmpty() && length > REMEMBERED) {
        break;
      }
      shown.add(attempt);
    }
    Collections.reverse(shown);
    return Optional.of(
        prompt.with(shown.stream().flatMap(List::stream).toArray(ChatMessage[]::new)));
  }

  private static boolean isRepairable(AnswerException wrong) {
    return wrong.reason() == AnswerException.Reason.MISMATCH
        || wrong.reason() == AnswerException.Reason.CUT;
  }

  private static List<ChatMessage> attempt(AnswerException wrong) {
    List<ChatMessage> messages = new ArrayList<>(wrong.messages());
    messages.add(
        ChatMessage.user(
            cut(String.valueOf(wrong.getMessage()))
                + (wrong.reason() == AnswerException.Reason.CUT
                    ? " Answer again, and more briefly, with nothing but JSON."
                    : " Answer again, with nothing but JSON that fits.")));
    return messages;
  }

  private static String cut(String message) {
    return message.length() <= SHOWN ? message : message.substring(0, SHOWN) + "...";
  }

  @Override
  public Whole<C, O> whole() {
    return reader.whole();
  }

  @Override
  public String name() {
    return "StructuredModel";
  }

  @Override
  public Graph graph() {
    return reader.asking().graph();
  }

  @Override
  public String toString() {
    return reader.asked() + " with " + reader.answers();
  }
}
