package dev.runnel.testkit.adapter;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.StreamClosedException;
import dev.runnel.model.AiMessage;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ChatModel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Reads answers for the contracts. */
final class Reading {
  private Reading() {}

  /** An answer as far as it came: its texts, without empty ones, its sum, and its failure. */
  record Seen(List<String> texts, @Nullable AiMessage whole, @Nullable Throwable failure) {}

  static Seen read(ChatModel model) {
    List<String> texts = new ArrayList<>();
    try {
      AiMessage whole = model.stream("Hi", chunk -> addText(chunk, texts));
      return new Seen(texts, whole, null);
    } catch (RuntimeException failure) {
      return new Seen(texts, null, failure);
    }
  }

  private static void addText(AiMessageChunk chunk, List<String> texts) {
    if (!chunk.text().isEmpty()) {
      texts.add(chunk.text());
    }
  }

  /** Does something on a thread of its own. */
  static <T> Future<T> inBackground(Callable<T> task) {
    FutureTask<T> future = new FutureTask<>(task);
    Thread thread = new Thread(future, "adapter-contract");
    thread.setDaemon(true);
    thread.start();
    return future;
  }

  /** Asserts that a reader who waited was told that its stream has been closed. */
  static void assertClosed(Future<?> waiting) {
    assertThatThrownBy(() -> waiting.get(30, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(StreamClosedException.class);
  }
}
