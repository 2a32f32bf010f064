package com.example;

import dev.runnel.ChunkStream;
import dev.runnel.Emitter;
import dev.runnel.RunContext;
import dev.runnel.RunnableSequence;
import dev.runnel.Transformer;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Chunks;
import dev.runnel.annotations.Fallback;
import dev.runnel.annotations.From;
import dev.runnel.annotations.Input;
import dev.runnel.annotations.Prompt;
import dev.runnel.annotations.Retry;
import dev.runnel.annotations.Step;
import dev.runnel.annotations.StreamingStep;
import dev.runnel.annotations.Timeout;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/**
 * Uses every annotation and most forms of steps.
 *
 * @param <T> what is made of the story's lines
 */
public abstract class Stories<T extends Comparable<? super T> & Serializable> {
  private final String ending;

  /**
   * Makes stories.
   *
   * @param ending what each of them ends with
   * @throws IOException if there is no ending
   */
  protected Stories(String ending) throws IOException {
    if (ending.isEmpty()) {
      throw new IOException("no ending");
    }
    this.ending = ending;
  }

  @Prompt(system = "You tell stories.", value = "Tell one of {topic}.")
  abstract ChatPrompt ask(String topic);

  @Timeout(firstChunk = "10s")
  @Retry(attempts = 2, on = IOException.class)
  @Fallback("small")
  @StreamingStep
  abstract ChatModel model();

  @StreamingStep
  abstract ChatModel small();

  @StreamingStep
  Transformer<String, String> lines() {
    return (text, out) -> text.lines().forEach(out::emit);
  }

  @Deprecated
  @StreamingStep
  Stream<String> old(String line) {
    return Stream.of(line);
  }

  @Retry(delay = "1ms", on = IOException.class)
  @Step
  void ended(ChunkStream<String> text, Emitter<String> out, RunContext run) throws IOException {
    text.forEach(out::emit);
    out.emit(ending);
  }

  @Step
  CompletionStage<Integer> length(@From("ended") List<String> lines, @Input String topic) {
    return CompletableFuture.completedFuture(lines.size() + topic.length());
  }

  @Step
  ArrayList<T> made(List<? extends T> values) {
    return new ArrayList<>(values);
  }

  @StreamingStep(chunks = Chunks.CUMULATIVE)
  Iterable<String> drafts(String text) {
    return List.of(text.substring(0, 1), text);
  }

  /**
   * Tells a story.
   *
   * @return the chain from a topic to lines
   */
  @Timeout(total = "1m")
  @Chain({"ask", "model", "lines", "old", "ended"})
  public abstract RunnableSequence<String, String, List<String>> story();

  /** Counts. */
  @Chain({"ask", "model", "lines", "ended", "length"})
  abstract int count(String topic);

  /** Copies. */
  @Chain("made")
  abstract RunnableSequence<List<T>, ArrayList<T>, ArrayList<T>> copy();

  /** Drafts. */
  @Chain("drafts")
  abstract CompletableFuture<String> drafted(String text);
}
