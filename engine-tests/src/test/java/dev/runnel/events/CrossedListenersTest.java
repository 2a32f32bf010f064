package dev.runnel.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.ChunkStream;
import dev.runnel.Runnel;
import dev.runnel.StreamClosedException;
import dev.runnel.compose.RunnableLambda;
import dev.runnel.compose.RunnableParallel;
import dev.runnel.compose.Scripted;
import dev.runnel.compose.Tape;
import dev.runnel.event.RunEvent;
import dev.runnel.event.RunListener;
import dev.runnel.shared.Background;
import dev.runnel.shared.Eventually;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Listeners that close runs while they are called, and those that do not return. */
@Timeout(60)
class CrossedListenersTest {
  /** How a run is read: a lock that one thread has taken only is another one than a common lock. */
  private enum Shape {
    ONE_THREAD,
    BRANCHES,
    NESTED;

    Runnel<String, String, ?> of(Runnel<String, String, String> source) {
      return switch (this) {
        case ONE_THREAD -> source;
        case BRANCHES ->
            RunnableParallel.<String>of("a", source)
                .and("b", source)
                .pipe(
                    dev.runnel.compose.RunnableTransform.of(
                        "values",
                        dev.runnel.Whole.text(),
                        chunks -> {
                          List<String> texts = new java.util.ArrayList<>();
                          chunks.forEach(chunk -> texts.add(chunk.values().toString()));
                          return ChunkStream.from(texts);
                        }));
        case NESTED -> RunnableLambda.<String, String>of("outer", text -> text).then(source);
      };
    }
  }

  /** Waits in its first chunk for the other listener, then closes the other run. */
  private static final class Crossing implements RunListener {
    final AtomicReference<ChunkStream<?>> other = new AtomicReference<>();
    private final CyclicBarrier both;
    private final AtomicReference<Boolean> met = new AtomicReference<>(false);

    Crossing(CyclicBarrier both) {
      this.both = both;
    }

    @Override
    public void onChunk(RunEvent.Chunk event) {
      if (met.compareAndSet(false, true)) {
        try {
          both.await();
        } catch (Exception e) {
          throw new AssertionError(e);
        }
        other.get().close();
      }
    }
  }

  private static Runnel<String, String, String> endless() {
    return new Scripted("model").then("a", "b", "c", "d", Scripted.BLOCK);
  }

  private static void crossed(Shape first, Shape second) throws Exception {
    CyclicBarrier both = new CyclicBarrier(2);
    Crossing one = new Crossing(both);
    Crossing two = new Crossing(both);
    Tape firstTape = Tape.withoutChunks();
    Tape secondTape = Tape.withoutChunks();
    ChunkStream<String> a = first.of(endless()).withListeners(one, firstTape).stream("x");
    ChunkStream<String> b = second.of(endless()).withListeners(two, secondTape).stream("x");
    one.other.set(b);
    two.other.set(a);
    Background<?> readsA = Background.run(() -> readAll(a));
    Background<?> readsB = Background.run(() -> readAll(b));
    assertThat(readsA.failure()).isInstanceOf(StreamClosedException.class);
    assertThat(readsB.failure()).isInstanceOf(StreamClosedException.class);
    for (Tape tape : List.of(firstTape, secondTape)) {
      assertThat(tape.faults()).isEmpty();
      assertThat(tape.lines().get(tape.lines().size() - 1)).startsWith("cancel ");
    }
  }

  private static boolean readAll(ChunkStream<String> chunks) {
    while (chunks.hasNext()) {
      chunks.next();
    }
    return true;
  }

  @RepeatedTest(100)
  void twoListenersCloseEachOthersRun() throws Exception {
    crossed(Shape.ONE_THREAD, Shape.ONE_THREAD);
  }

  @ParameterizedTest
  @EnumSource
  void runsOfAnyShapeAreClosedCrosswise(Shape shape) throws Exception {
    for (int i = 0; i < 20; i++) {
      crossed(shape, Shape.NESTED);
      crossed(Shape.BRANCHES, shape);
    }
  }

  /** Does not return, whoever interrupts it, before it may. */
  private static final class Stuck implements RunListener {
    final CountDownLatch inside = new CountDownLatch(1);
    final CountDownLatch mayReturn = new CountDownLatch(1);

    @Override
    public void onChunk(RunEvent.Chunk event) {
      inside.countDown();
      boolean interrupted = false;
      while (mayReturn.getCount() > 0) {
        try {
          mayReturn.await();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void closingReturnsThoughAListenerDoesNot(Shape shape) throws Exception {
    Stuck stuck = new Stuck();
    Tape tape = Tape.withoutChunks();
    ChunkStream<String> chunks = shape.of(endless()).withListeners(stuck, tape).stream("x");
    Background<ReadEnd> reader = Background.run(() -> ReadEnd.of(chunks));
    stuck.inside.await();

    chunks.close();
    assertThat(tape.lines()).noneMatch(line -> line.contains("cancel"));

    stuck.mayReturn.countDown();
    assertThat(reader.result().thrown()).isInstanceOf(StreamClosedException.class);
    assertThat(reader.result().interrupted()).isFalse();
    Eventually.isTrue(() -> tape.lines().stream().anyMatch(line -> line.startsWith("cancel ")));
    assertThat(tape.faults()).isEmpty();
  }

  private record ReadEnd(Throwable thrown, boolean interrupted) {
    static ReadEnd of(ChunkStream<String> chunks) {
      try {
        readAll(chunks);
        throw new AssertionError("It has no end.");
      } catch (StreamClosedException closed) {
        return new ReadEnd(closed, Thread.interrupted());
      }
    }
  }

  /** What is below ends before what is above, also where its listener comes to it later. */
  @Test
  void anEndThatIsToldLaterIsToldInOrder() throws Exception {
    Stuck stuck = new Stuck();
    Tape tape = Tape.withoutChunks();
    Runnel<String, String, ?> heard = Shape.NESTED.of(endless()).withListeners(stuck);
    ChunkStream<String> chunks =
        RunnableLambda.<String, String>of("above", text -> text)
            .then(heard)
            .withListeners(tape)
            .stream("x");
    Background<ReadEnd> reader = Background.run(() -> ReadEnd.of(chunks));
    stuck.inside.await();
    chunks.close();
    stuck.mayReturn.countDown();
    assertThat(reader.result().thrown()).isInstanceOf(StreamClosedException.class);
    Eventually.isTrue(
        () ->
            !tape.lines().isEmpty()
                && tape.lines().get(tape.lines().size() - 1).matches("cancel \\S*\\[\\]"));
    assertThat(tape.faults()).isEmpty();
  }
}
