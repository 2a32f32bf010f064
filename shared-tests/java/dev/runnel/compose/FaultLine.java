package dev.runnel.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.runnel.ChunkStream;
import dev.runnel.RunConfig;
import dev.runnel.Runnel;
import dev.runnel.StreamClosedException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * One line of the fault table while it runs: what comes out, one terminal event for each run,
 * closed sources, threads given back.
 */
public final class FaultLine {
  private final FaultCase fault;
  private final Scheduling scheduling;
  private final Tape tape = Tape.withoutChunks();
  private final RuntimeException injected = new IllegalStateException("injected");
  private final RuntimeException before = new IllegalStateException("before");
  private final List<Scripted> sources = new ArrayList<>();
  private final List<String> streamed = Collections.synchronizedList(new ArrayList<>());
  private final Runnel<String, ?, ?> runnel;
  private final RunConfig config;

  /** Prepares a line. */
  public FaultLine(FaultCase fault) {
    this.fault = fault;
    this.scheduling = new Scheduling(fault.seed());
    for (int i = 0; i < fault.form().sources(); i++) {
      sources.add(i == fault.source() ? faulty() : sound(i));
    }
    this.runnel = fault.form().of(sources);
    this.config = RunConfig.DEFAULT.withExecutor(scheduling).withListeners(tape);
  }

  private Scripted sound(int index) {
    Scripted source = new Scripted("sound", scheduling::pause);
    return index == 0 && fault.form().needsTheFirstToFail(fault)
        ? source.then(before)
        : source.then("a", "b");
  }

  private Scripted faulty() {
    Scripted source = new Scripted("faulty", scheduling::pause);
    for (int i = 0; i < fault.opening(); i++) {
      source.then(before);
    }
    Object place = fault.cancels() ? Scripted.BLOCK : injected;
    Object[] script =
        switch (fault.position()) {
          case 0 -> new Object[] {place, "a", "b"};
          case 1 -> new Object[] {"a", place, "b"};
          default -> new Object[] {"a", "b", place};
        };
    return source.then(script).then("a", "b");
  }

  /** Runs it and asserts what has to be. */
  public void check() throws Exception {
    if (fault.cancels()) {
      cancel();
    } else {
      fail();
    }
    assertThat(scheduling.allThreadsAreBack()).as("threads are back").isTrue();
    assertThat(scheduling.leftInterrupted()).as("threads left interrupted").isZero();
    assertThat(sources).as("open sources").allMatch(source -> source.open() == 0);
    assertThat(tape.faults()).as("%s", tape.lines()).isEmpty();
  }

  private void fail() throws Exception {
    @Nullable Throwable thrown = unwrapped(read().get());
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    if (fault.form().recovers(fault)) {
      assertThat(thrown).isNull();
      assertThat(ends()).startsWith("end ");
    } else {
      assertThat(thrown).isSameAs(fault.form().needsTheFirstToFail(fault) ? before : injected);
      assertThat(ends()).startsWith("error ");
    }
    if (fault.mode() != FaultCase.Mode.INVOKE && fault.form().isLinear()) {
      List<String> all = List.of("a", "b");
      assertThat(streamed)
          .as("what was streamed is intact")
          .isEqualTo(thrown == null ? all : all.subList(0, fault.streamedBefore()));
    }
  }

  private void cancel() throws Exception {
    Reading reading = read();
    sources.get(fault.source()).awaitBlocked();
    reading.cancelling.run();
    @Nullable Throwable thrown = unwrapped(reading.get());
    assertThat(thrown).isInstanceOfAny(StreamClosedException.class, CancellationException.class);
    assertThat(scheduling.allThreadsAreBack()).isTrue();
    assertThat(ends()).startsWith("cancel ");
  }

  /** Returns the last event, which is the root's end. */
  private String ends() {
    return tape.lines().get(tape.lines().size() - 1);
  }

  private Reading read() {
    if (fault.mode() == FaultCase.Mode.INVOKE) {
      CompletableFuture<?> whole = runnel.withConfig(config).invokeAsync("x");
      return new Reading(whole, () -> whole.cancel(true));
    }
    ChunkStream<?> chunks = runnel.withConfig(config).stream("x");
    CompletableFuture<Void> done = new CompletableFuture<>();
    scheduling.execute(
        () -> {
          @Nullable Throwable thrown = catchThrowable(() -> readAll(chunks));
          if (thrown == null) {
            done.complete(null);
          } else {
            done.completeExceptionally(thrown);
          }
        });
    return new Reading(done, chunks::close);
  }

  private void readAll(ChunkStream<?> chunks) {
    if (fault.mode() == FaultCase.Mode.PUSH) {
      chunks.forEach(this::took);
      return;
    }
    while (chunks.hasNext()) {
      took(chunks.next());
    }
  }

  private void took(Object chunk) {
    streamed.add(chunk.toString().toLowerCase(Locale.ROOT));
    scheduling.pause();
  }

  private static @Nullable Throwable unwrapped(@Nullable Throwable thrown) {
    return thrown instanceof ExecutionException ? thrown.getCause() : thrown;
  }

  private record Reading(CompletableFuture<?> done, Runnable cancelling) {
    @Nullable Throwable get() throws InterruptedException {
      try {
        done.get();
        return null;
      } catch (ExecutionException | CancellationException e) {
        return e;
      }
    }
  }
}
