package dev.runnel.benchmarks.flink;

import dev.runnel.ChunkStream;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ChatModel;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A model that answers 200 ms after it was asked, as a client with futures and as a ChatModel. One
 * for the whole process, since functions of Flink are copied.
 */
final class SlowModel {
  static final int MILLIS = 200;

  private static final AtomicInteger OPEN = new AtomicInteger();
  private static volatile int most;
  private static volatile ModelClient client = SlowModel::answerLater;

  private SlowModel() {}

  /** Lets answers take any time up to this one, so that they come one by one, not all at once. */
  static void takeUpTo(int milliseconds) {
    most = milliseconds;
  }

  /** Returns how many answers are awaited. */
  static int open() {
    return OPEN.get();
  }

  /** Lets a client be asked from now on, instead of a timer in this process. */
  static void askOver(ModelClient other) {
    client = other;
  }

  /** Lets a timer in this process answer again. */
  static void askTimer() {
    client = SlowModel::answerLater;
  }

  /** Returns the answer to a prompt. */
  static String answerTo(String prompt) {
    return "Answer to: " + prompt;
  }

  /** Asks. */
  static CompletableFuture<String> ask(String prompt) {
    OPEN.incrementAndGet();
    CompletableFuture<String> answer = client.ask(prompt);
    answer.whenComplete((text, failure) -> OPEN.decrementAndGet());
    return answer;
  }

  /** One timer completes the futures of all. */
  private static CompletableFuture<String> answerLater(String prompt) {
    int millis = most == 0 ? MILLIS : ThreadLocalRandom.current().nextInt(most);
    return new CompletableFuture<String>()
        .completeOnTimeout(answerTo(prompt), millis, TimeUnit.MILLISECONDS);
  }

  /** Returns the same as a step of a chain. */
  static ChatModel chat() {
    return (prompt, run) -> ChunkStream.from(new Reply(ask(prompt.text())));
  }

  /** The one chunk of an answer. */
  private static final class Reply implements Iterator<AiMessageChunk>, AutoCloseable {
    private final CompletableFuture<String> text;
    private boolean isRead;

    Reply(CompletableFuture<String> text) {
      this.text = text;
    }

    @Override
    public boolean hasNext() {
      return !isRead;
    }

    @Override
    public AiMessageChunk next() {
      if (isRead) {
        throw new NoSuchElementException("There is one chunk.");
      }
      isRead = true;
      return AiMessageChunk.ofText(text.join());
    }

    @Override
    public void close() {
      text.cancel(true);
    }
  }
}
