package dev.runnel.answer;

import dev.runnel.ChunkStream;
import dev.runnel.CustomRunnel;
import dev.runnel.Graph;
import dev.runnel.RunContext;
import dev.runnel.Whole;
import dev.runnel.engine.wrap.ComposedSequence;
import dev.runnel.engine.wrap.RepairingRunnel;
import dev.runnel.model.ChatMessage;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatOptions;
import dev.runnel.model.ChatPrompt;
import dev.runnel.schema.JsonSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A chat model that answers with a Java type. Each request bears the type's schema as its {@link
 * dev.runnel.model.ResponseFormat}, whatever format the prompt asks for. A run has two runs below
 * it: that of the model, and that of what reads its answer. An answer that is none fails the run
 * with an {@link AnswerException}.
 *
 * <p>Made by {@link AnswerType}. Immutable and thread-safe.
 *
 * @param <C> the chunks
 * @param <O> the whole
 */
public final class StructuredModel<C, O> implements CustomRunnel<ChatPrompt, C, O> {
  private static final int SHOWN = 2_000;

  private final ChatModel model;
  private final AnswerReader<C, O, ?> reader;
  private final int repairs;

  private StructuredModel(ChatModel model, AnswerReader<C, O, ?> reader, int repairs) {
    this.model = model;
    this.reader = reader;
    this.repairs = repairs;
  }

  <T> StructuredModel(
      ChatModel model,
      AnswerType<T> type,
      Supplier<? extends AnswerView<C, T>> views,
      Whole<C, O> whole) {
    this(model, new AnswerReader<>(type, views, whole), 0);
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
   * Asks again where an answer does not fit or was cut: the model is shown its answer, and told
   * what is wrong with it. A refusal is not repaired. As with a retry, an answer is asked for again
   * until a chunk of it has reached a reader that does not just add chunks up. Each attempt is a
   * run below this one's.
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
    return new StructuredModel<>(model, reader, most);
  }

  /**
   * Makes another whole of the whole.
   *
   * @param function makes it
   * @param <P> the new whole
   * @return a runnel that does so
   */
  public <P> StructuredModel<C, P> mapWhole(Function<? super O, ? extends P> function) {
    return new StructuredModel<>(model, withWhole(reader, function), repairs);
  }

  private static <C, O, P, T> AnswerReader<C, P, T> withWhole(
      AnswerReader<C, O, T> reader, Function<? super O, ? extends P> function) {
    return new AnswerReader<>(reader.answers(), reader.views(), reader.whole().map(function));
  }

  @Override
  public ChunkStream<C> open(ChatPrompt input, RunContext run) {
    if (repairs > 0) {
      return new RepairingRunnel<>(withRepairs(0), repairs, StructuredModel::repaired)
          .open(input, run);
    }
    ChatOptions options = ChatOptions.builder().responseFormat(reader.answers().format()).build();
    return asking().open(input.withOptions(input.options().merge(options)), run);
  }

  private ComposedSequence<ChatPrompt, C, O> asking() {
    return ComposedSequence.piped(model.implementation(), reader);
  }

  /** Shows the model its answer, and what is wrong with it; empty if asking again cannot help. */
  private static Optional<ChatPrompt> repaired(ChatPrompt prompt, Throwable failure) {
    if (!(failure instanceof AnswerException wrong)
        || (wrong.reason() != AnswerException.Reason.MISMATCH
            && wrong.reason() != AnswerException.Reason.CUT)) {
      return Optional.empty();
    }
    List<ChatMessage> more = new ArrayList<>();
    if (wrong.answer() != null && !wrong.answer().text().isBlank()) {
      more.add(wrong.answer());
    }
    more.add(
        ChatMessage.user(
            cut(String.valueOf(wrong.getMessage()))
                + (wrong.reason() == AnswerException.Reason.CUT
                    ? " Answer again, and more briefly, with nothing but JSON."
                    : " Answer again, with nothing but JSON that fits.")));
    return Optional.of(prompt.with(more.toArray(ChatMessage[]::new)));
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
    return asking().graph();
  }

  @Override
  public String toString() {
    return model + " with " + reader.answers();
  }
}
