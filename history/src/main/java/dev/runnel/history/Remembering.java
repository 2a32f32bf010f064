package dev.runnel.history;

import dev.runnel.ChunkStream;
import dev.runnel.CustomRunnel;
import dev.runnel.Graph;
import dev.runnel.RunContext;
import dev.runnel.Whole;
import dev.runnel.annotations.RunType;
import dev.runnel.answer.StructuredModel;
import dev.runnel.engine.Attempting;
import dev.runnel.model.ChatMessage;
import dev.runnel.model.ChatPrompt;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;

/** Asks another runnel with the turns before a question; that one's run is below this one's. */
class Remembering<C, O> implements CustomRunnel<ChatPrompt, C, O>, Attempting {
  private final ChatMemory memory;
  private final CustomRunnel<ChatPrompt, C, O> asked;
  private final Supplier<Asked<C>> runs;

  /**
   * What is asked in one run.
   *
   * @param runnel what is asked
   * @param seen sees its answer
   * @param <C> the chunks
   */
  record Asked<C>(CustomRunnel<ChatPrompt, C, ?> runnel, SeenAnswer<C> seen) {}

  private Remembering(
      ChatMemory memory, CustomRunnel<ChatPrompt, C, O> asked, Supplier<Asked<C>> runs) {
    this.memory = memory;
    this.asked = asked;
    this.runs = runs;
  }

  Remembering(
      ChatMemory memory,
      CustomRunnel<ChatPrompt, C, O> asked,
      Function<? super O, ? extends List<? extends ChatMessage>> newMessages) {
    this(
        memory,
        asked,
        () -> new Asked<>(asked, new SeenAnswer.Added<>(asked.whole(), newMessages)));
  }

  /** Lets a model or an agent remember that answers with a type. */
  static <C, O> Remembering<C, O> answers(ChatMemory memory, StructuredModel<C, O> asked) {
    return new Remembering<>(memory, asked, () -> told(asked));
  }

  private static <C> Asked<C> told(StructuredModel<C, ?> asked) {
    AtomicReference<List<ChatMessage>> told = new AtomicReference<>(List.of());
    return new Asked<>(asked.onAnswer(told::set), new SeenAnswer.Told<>(told));
  }

  @Override
  public ChunkStream<C> open(ChatPrompt input, RunContext run) {
    return new TurnStream<>(memory, runs.get(), Question.of(input, run), run);
  }

  @Override
  public Whole<C, O> whole() {
    return asked.whole();
  }

  @Override
  public String name() {
    return asked.config().name().orElseGet(asked::name);
  }

  @Override
  public RunType type() {
    return RunType.CHAIN;
  }

  @Override
  public Graph graph() {
    return asked.graph();
  }

  @Override
  public boolean isAttempting() {
    return true;
  }

  @Override
  public String toString() {
    return asked + " with a memory";
  }
}
