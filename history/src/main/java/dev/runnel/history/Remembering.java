package dev.runnel.history;

import dev.runnel.ChunkStream;
import dev.runnel.CustomRunnel;
import dev.runnel.Graph;
import dev.runnel.RunContext;
import dev.runnel.Whole;
import dev.runnel.annotations.RunType;
import dev.runnel.engine.Attempting;
import dev.runnel.model.ChatMessage;
import dev.runnel.model.ChatPrompt;
import java.util.List;
import java.util.function.Function;

/** Asks another runnel with the turns before a question; that one's run is below this one's. */
class Remembering<C, O> implements CustomRunnel<ChatPrompt, C, O>, Attempting {
  private final ChatMemory memory;
  private final CustomRunnel<ChatPrompt, C, O> asked;
  private final Function<? super O, ? extends List<? extends ChatMessage>> newMessages;

  Remembering(
      ChatMemory memory,
      CustomRunnel<ChatPrompt, C, O> asked,
      Function<? super O, ? extends List<? extends ChatMessage>> newMessages) {
    this.memory = memory;
    this.asked = asked;
    this.newMessages = newMessages;
  }

  @Override
  public ChunkStream<C> open(ChatPrompt input, RunContext run) {
    return new TurnStream<>(memory, asked, newMessages, Question.of(input, run), run);
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
