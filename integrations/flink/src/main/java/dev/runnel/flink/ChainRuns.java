package dev.runnel.flink;

import dev.runnel.ChunkStream;
import dev.runnel.RunConfig;
import dev.runnel.Runnel;
import dev.runnel.event.StreamEvent;
import dev.runnel.flink.ChainSettings.Choice;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import org.apache.flink.util.function.ThrowingRunnable;
import org.jspecify.annotations.Nullable;

/** The runs of one parallel instance. */
final class ChainRuns<J, I, C, O> implements AutoCloseable {
  private final OpenChain<J, I, C, O> chain;
  private final Runnel<I, C, O> runnel;
  private final ChainSettings settings;
  private final Consumer<ThrowingRunnable<? extends Exception>> task;

  ChainRuns(
      OpenChain<J, I, C, O> chain,
      ChainSettings settings,
      Consumer<ThrowingRunnable<? extends Exception>> task) {
    this.chain = chain;
    this.runnel = chain.runnel();
    this.settings = settings;
    this.task = task;
  }

  /** Starts to answer an input. */
  void start(OpenInput<I, O> input, RunOutputs<I, C, O> outputs) {
    FutureTask<Void> work = new FutureTask<>(() -> run(input, outputs), null);
    input.worksIn(work);
    chain
        .executor()
        .execute(
            () -> {
              work.run();
              input.hasLeft();
            });
  }

  private void run(OpenInput<I, O> input, RunOutputs<I, C, O> outputs) {
    try {
      O answer = answer(input, outputs);
      task.accept(() -> outputs.answer(input, answer));
    } catch (Throwable failure) { // whatever it is, the input must not stay open
      task.accept(() -> outputs.failure(input, failure));
    }
  }

  private O answer(OpenInput<I, O> input, RunOutputs<I, C, O> outputs) throws Exception {
    if (settings.has(Choice.EVENTS)) {
      return answerWithEvents(input, outputs);
    }
    if (!settings.has(Choice.CHUNKS)) {
      return runnel(input).invoke(input.input());
    }
    Numbers numbers = new Numbers();
    return runnel(input).stream(
        input.input(),
        chunk -> {
          long number = numbers.next();
          give(input, () -> outputs.chunk(input, number, chunk));
        });
  }

  private Runnel<I, C, O> runnel(OpenInput<I, O> input) {
    return settings.has(Choice.CONVERSING)
        ? runnel.withConfig(RunConfig.DEFAULT.withConversation(input.conversation()))
        : runnel;
  }

  @SuppressWarnings("unchecked") // the root's chunks and output are the chain's own
  private O answerWithEvents(OpenInput<I, O> input, RunOutputs<I, C, O> outputs) {
    Numbers numbers = new Numbers();
    @Nullable O answer = null;
    try (ChunkStream<StreamEvent> events = runnel(input).streamEvents(input.input())) {
      while (events.hasNext()) {
        StreamEvent event = events.next();
        EventRow row = EventRow.of(event);
        give(input, () -> outputs.event(input, row));
        if (!event.parentIds().isEmpty()) {
          continue;
        }
        if (settings.has(Choice.CHUNKS) && event.chunk().isPresent()) {
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
    task.accept(
        () -> {
          input.ahead().release();
          output.run();
        });
  }

  @Override
  public void close() {
    chain.close();
  }

  /** Counts a run's chunks. */
  private static final class Numbers {
    private long next;

    long next() {
      return next++;
    }
  }
}
