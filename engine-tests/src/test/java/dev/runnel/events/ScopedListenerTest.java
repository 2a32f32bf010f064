package dev.runnel.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.AbstractChunkStream;
import dev.runnel.ChunkChannel;
import dev.runnel.ChunkStream;
import dev.runnel.RetryPolicy;
import dev.runnel.RunContext;
import dev.runnel.RunnableSequence;
import dev.runnel.event.RunInfo;
import dev.runnel.event.RunScope;
import dev.runnel.event.ScopedRunListener;
import dev.runnel.model.AiMessage;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ChatModel;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a listener puts on a thread is there while the code of its run is called, and only then. */
class ScopedListenerTest {
  private final ThreadLocal<UUID> onThread = new ThreadLocal<>();
  private final List<String> problems = new CopyOnWriteArrayList<>();
  private final ConcurrentHashMap.KeySetView<String, Boolean> seen = ConcurrentHashMap.newKeySet();
  private final AtomicInteger open = new AtomicInteger();

  private final ScopedRunListener listener =
      new ScopedRunListener() {
        @Override
        public RunScope openScope(RunInfo run) {
          UUID before = onThread.get();
          Thread thread = Thread.currentThread();
          onThread.set(run.id());
          open.incrementAndGet();
          return () -> {
            if (!run.id().equals(onThread.get()) || Thread.currentThread() != thread) {
              problems.add("closed out of order: " + run);
            }
            open.decrementAndGet();
            onThread.set(before);
          };
        }
      };

  private void here(String step) {
    seen.add(step);
    RunContext current = RunContext.current();
    if (!current.id().equals(onThread.get())) {
      problems.add(step + " is in " + current + ", but not on its thread");
    }
  }

  private void reader() {
    if (onThread.get() != null) {
      problems.add("The reader has what belongs to a step.");
    }
  }

  private final ChatModel model =
      (prompt, run) -> {
        here("open");
        return new AbstractChunkStream<>() {
          private int left = 3;

          @Override
          public boolean hasNext() {
            here("model");
            return left > 0;
          }

          @Override
          public AiMessageChunk next() {
            here("model");
            left--;
            return new AiMessage("chunk").toChunk();
          }

          @Override
          protected void release() {}
        };
      };

  private final ScopedChains chains = new ScopedChainsRunnables(this::here, model);

  private interface Reading {
    void read(RunnableSequence<String, String, String> chain, Runnable reader) throws Exception;
  }

  static Stream<Arguments> all() {
    List<Arguments> all = new ArrayList<>();
    List<Function<ScopedChains, RunnableSequence<String, String, String>>> chains =
        List.of(
            ScopedChains::pushing,
            ScopedChains::pulling,
            ScopedChains::nested,
            ScopedChains::joined);
    List<Reading> readings =
        List.of(
            (chain, reader) -> chain.invoke("hi"),
            (chain, reader) -> chain.stream("hi").forEach(chunk -> reader.run()),
            (chain, reader) -> chain.stream("hi", chunk -> reader.run()),
            (chain, reader) -> pull(chain.stream("hi"), reader, Integer.MAX_VALUE),
            (chain, reader) -> pull(chain.stream("hi"), reader, 2),
            (chain, reader) -> chain.invokeAsync("hi").get(),
            (chain, reader) -> chain.streamEvents("hi").forEach(event -> {}),
            (chain, reader) -> chain.withRetry(RetryPolicy.ofAttempts(2)).invoke("hi"),
            (chain, reader) -> chain.batch(List.of("a", "b", "c")).values());
    for (int chain = 0; chain < chains.size(); chain++) {
      for (int reading = 0; reading < readings.size(); reading++) {
        all.add(
            Arguments.of(chain + " read by " + reading, chains.get(chain), readings.get(reading)));
      }
    }
    return all.stream();
  }

  private static void pull(ChunkStream<String> chunks, Runnable reader, int count) {
    try (chunks) {
      int left = count;
      Iterator<String> iterator = chunks;
      while (left > 0 && iterator.hasNext()) {
        reader.run();
        iterator.next();
        reader.run();
        left--;
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("all")
  void theCodeOfARunFindsItOnItsThread(
      String name,
      Function<ScopedChains, RunnableSequence<String, String, String>> chain,
      Reading reading)
      throws Exception {
    reading.read(listened(chain.apply(chains)), this::reader);
    assertThat(problems).isEmpty();
    assertThat(seen).contains("ask", "open", "model", "upper");
    assertThat(open).hasValue(0);
    assertThat(onThread.get()).isNull();
  }

  private RunnableSequence<String, String, String> listened(
      RunnableSequence<String, String, String> chain) {
    return chain.withListeners(listener);
  }

  /** Hands over as many chunks as are asked for, and looks around where it is called. */
  private Flow.Publisher<AiMessageChunk> publisher(int count) {
    return subscriber -> {
      here("subscribed");
      subscriber.onSubscribe(
          new Flow.Subscription() {
            private int left = count;

            @Override
            public void request(long asked) {
              here("asked");
              for (long i = 0; i < asked && left > 0; i++) {
                left--;
                subscriber.onNext(new AiMessage("chunk").toChunk());
              }
              if (left == 0) {
                left = -1;
                subscriber.onComplete();
              }
            }

            @Override
            public void cancel() {}
          });
    };
  }

  private static Stream<Arguments> filled() {
    return Stream.of(Arguments.of("a channel", 1), Arguments.of("a publisher", 1 + 200 / (64 / 2)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("filled")
  void whereAReadCallsNobodyThereIsNone(String name, int reads) {
    AtomicInteger opened = new AtomicInteger();
    ScopedRunListener counting =
        run -> {
          if (run.name().equals("model")) {
            opened.incrementAndGet();
          }
          return listener.openScope(run);
        };
    ChatModel filled =
        (prompt, run) -> {
          here("open");
          if (name.equals("a publisher")) {
            return ChunkStream.from(publisher(200));
          }
          ChunkChannel<AiMessageChunk> channel = new ChunkChannel<>(200);
          for (int i = 0; i < 200; i++) {
            channel.emit(new AiMessage("chunk").toChunk());
          }
          channel.complete();
          return channel.stream();
        };
    ScopedChains chains = new ScopedChainsRunnables(this::here, filled);

    for (Function<ScopedChains, RunnableSequence<String, String, String>> chain :
        List.<Function<ScopedChains, RunnableSequence<String, String, String>>>of(
            ScopedChains::pushing, ScopedChains::pulling)) {
      opened.set(0);
      chain.apply(chains).withListeners(counting).stream("hi").forEach(chunk -> reader());
      assertThat(opened.get()).as("scopes of the model").isBetween(1, reads + 1);
    }
    assertThat(problems).isEmpty();
    assertThat(open).hasValue(0);
  }

  /** Opens scopes that put a run's id on the thread, and can do so again as often as they say. */
  private final class Reopening implements ScopedRunListener {
    private final int times;
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger reopened = new AtomicInteger();

    Reopening(int times) {
      this.times = times;
    }

    @Override
    public RunScope openScope(RunInfo run) {
      opened.incrementAndGet();
      return new RunScope() {
        private RunScope scope = listener.openScope(run);
        private int left = times;

        @Override
        public void close() {
          scope.close();
        }

        @Override
        public boolean reopen() {
          if (left == 0) {
            return false;
          }
          left--;
          reopened.incrementAndGet();
          scope = listener.openScope(run);
          return true;
        }
      };
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, Integer.MAX_VALUE})
  void aScopeIsOpenedAgainAsLongAsItCanBe(int times) {
    Reopening reopening = new Reopening(times);
    chains.pushing().withListeners(reopening).stream("hi").forEach(chunk -> reader());
    pull(chains.pulling().withListeners(reopening).stream("hi"), this::reader, 2);

    assertThat(problems).isEmpty();
    assertThat(open).hasValue(0);
    assertThat(onThread.get()).isNull();
    if (times == 0) {
      assertThat(reopening.reopened).hasValue(0);
    } else {
      assertThat(reopening.reopened).hasPositiveValue();
    }
    if (times == Integer.MAX_VALUE) {
      int steps = 5 + 4; // of the two chains; each has one scope for each pipeline that enters it
      assertThat(reopening.opened.get()).isLessThanOrEqualTo(2 * steps);
    }
  }

  @Test
  void oneThatThrowsWhenItIsOpenedAgainDoesNoHarm() {
    AtomicInteger thrown = new AtomicInteger();
    ScopedRunListener throwing =
        run ->
            new RunScope() {
              @Override
              public void close() {}

              @Override
              public boolean reopen() {
                thrown.incrementAndGet();
                throw new IllegalStateException("reopen");
              }
            };
    assertThat(chains.pushing().withListeners(throwing, listener).invoke("hi")).isNotEmpty();
    assertThat(thrown).hasPositiveValue();
    assertThat(problems).isEmpty();
    assertThat(open).hasValue(0);
  }

  @Test
  void whatFailsLeavesNothingOnTheThread() {
    ScopedChains failing =
        new ScopedChainsRunnables(
            step -> {
              here(step);
              if (step.equals("counted")) {
                throw new IllegalStateException("no");
              }
            },
            model);
    assertThatThrownBy(() -> listened(failing.pushing()).invoke("hi")).hasMessage("no");
    assertThatThrownBy(() -> listened(failing.nested()).stream("hi").forEach(chunk -> {}))
        .hasMessage("no");
    assertThat(problems).isEmpty();
    assertThat(open).hasValue(0);
    assertThat(onThread.get()).isNull();
  }

  @Test
  void aScopeThatThrowsDoesNoHarm() {
    ScopedRunListener throwing =
        run -> {
          if (run.name().equals("model")) {
            throw new IllegalStateException("open");
          }
          return () -> {
            throw new IllegalStateException("close");
          };
        };
    assertThat(chains.pushing().withListeners(throwing, listener).invoke("hi")).isNotEmpty();
    assertThat(problems).isEmpty();
    assertThat(open).hasValue(0);
  }
}
