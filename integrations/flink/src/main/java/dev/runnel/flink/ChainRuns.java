package dev.runnel.flink;

import dev.runnel.ChunkStream;
import dev.runnel.RunConfig;
import dev.runnel.Runnel;
import dev.runnel.event.StreamEvent;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.function.Predicate;
import org.apache.flink.util.function.ThrowingRunnable;
import org.jspecify.annotations.Nullable;

/** The runs of one parallel instance, on threads of its own. */
final class ChainRuns<J, I, C, O> implements AutoCloseable {
  private static final int VIRTUAL_THREADS = 21;

  private final SharedChains.Lease<J> chains;
  private final Runnel<I, C, O> runnel;
  private final ChainSettings settings;
  private final Predicate<ThrowingRunnable<? extends Exception>> task;
  private final Executor executor;

  /** Its own pool where threads are pooled: theirs would hold the job's class loader. */
  private final @Nullable ExecutorService pool;

  ChainRuns(
      SharedChains.Lease<J> chains,
      ChainMethod<J, I, C, O> chain,
      ChainSettings settings,
      Predicate<ThrowingRunnable<? extends Exception>> task) {
    this.chains = chains;
    this.settings = settings;
    this.task = task;
    this.pool =
        Runtime.version().feature() < VIRTUAL_THREADS
            ? Executors.newCachedThreadPool(ChainRuns::newThread)
            : null;
    this.executor = pool == null ? RunConfig.defaultExecutor() : pool;
    RunConfig config = RunConfig.DEFAULT.withExecutor(executor);
    this.runnel =
        chain
            .of(chains.chains())
            .withConfig(
                settings.timeout() == null ? config : config.withTimeout(settings.timeout()));
  }

  private static Thread newThread(Runnable work) {
    Thread thread = new Thread(work, "runnel-flink");
    thread.setDaemon(true);
    return thread;
  }

  /** Starts to answer an input. */
  void start(OpenInput<I, O> input, RunOutputs<I, C, O> outputs) {
    FutureTask<Void> work = new FutureTask<>(() -> run(input, outputs), null);
    input.worksIn(work);
    executor.execute(
        () -> {
          work.run();
          input.ended().complete(null);
        });
  }

  private void run(OpenInput<I, O> input, RunOutputs<I, C, O> outputs) {
    try {
      O answer = answer(input, outputs);
      task.test(() -> outputs.answer(input, answer));
    } catch (Throwable failure) { // whatever it is, the input must not stay open
      task.test(() -> outputs.failure(input, failure));
    }
  }

  private O answer(OpenInput<I, O> input, RunOutputs<I, C, O> outputs) throws Exception {
    if (settings.events()) {
      return answerWithEvents(input, outputs);
    }
    if (!settings.chunks()) {
      return runnel.invoke(input.input());
    }
    Numbers numbers = new Numbers();
    return runnel.stream(
        input.input(),
        chunk -> {
          long number = numbers.next();
          give(input, () -> outputs.chunk(input, number, chunk));
        });
  }

  @SuppressWarnings("unchecked") // the root's chunks and output are the chain's own
  private O answerWithEvents(OpenInput<I, O> input, RunOutputs<I, C, O> outputs) {
    Numbers numbers = new Numbers();
    O answer = null;
    try (ChunkStream<StreamEvent> events = runnel.streamEvents(input.input())) {
      while (events.hasNext()) {
        StreamEvent event = events.next();
        EventRow row = EventRow.of(event);
        give(input, () -> outputs.event(input, row));
        if (!event.parentIds().isEmpty()) {
          continue;
        }
        if (settings.chunks() && event.chunk().isPresent()) {
          C chunk = (C) event.chunk().get();
          long number = numbers.next();
          give(input, () -> outputs.chunk(input, number, chunk));
        }
        answer = event.output().isPresent() ? (O) event.output().get() : answer;
      }
    }
    if (answer == null) {
      throw new IllegalStateException("The run of " + settings.name() + " ended without a whole.");
    }
    return answer;
  }

  /** Hands an output over; a run that is far ahead of the task's thread waits. */
  private void give(OpenInput<I, O> input, ThrowingRunnable<? extends Exception> output) {
    try {
      input.ahead().acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The run was cancelled.", e);
    }
    task.test(
        () -> {
          input.ahead().release();
          output.run();
        });
  }

  @Override
  public void close() {
    if (pool != null) {
      pool.shutdownNow();
    }
    chains.close();
  }

  /** Counts a run's chunks. */
  private static final class Numbers {
    private long next;

    long next() {
      return next++;
    }
  }
}
