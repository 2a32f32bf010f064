package dev.runnel.flink;

import java.io.Serial;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.java.tuple.Tuple4;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.function.ThrowingRunnable;
import org.jspecify.annotations.Nullable;

/**
 * Runs a chain for each input, some at the same time. What the runs give goes to the task's thread
 * through its mailbox, which is the only thread that touches this operator's fields.
 */
final class ChainOperator<J, I, C, O> extends AbstractStreamOperator<Answer<I, O>>
    implements OneInputStreamOperator<I, Answer<I, O>>, BoundedOneInput {
  @Serial private static final long serialVersionUID = 1L;

  private static final String PENDING = "runnel-pending";

  /** How long a cancelled run may take to end before the operator closes without it. */
  private static final long GRACE_SECONDS = 10;

  private final transient MailboxExecutor mailbox;
  private final FlinkChain<J, I, C, O> chain;
  private final ChainSettings settings;
  private final ChainOutputs<I, C, O> outputs;
  private final transient Set<Held> held = new LinkedHashSet<>();
  private final transient List<Tuple4<I, Long, Boolean, Integer>> restored = new ArrayList<>();
  private transient int open;
  private transient @Nullable ListState<Tuple4<I, Long, Boolean, Integer>> pending;
  private transient @Nullable ChainRuns<J, I, C, O> runs;
  private transient @Nullable AnswerCache<O> cache;

  ChainOperator(
      StreamOperatorParameters<Answer<I, O>> parameters,
      MailboxExecutor mailbox,
      FlinkChain<J, I, C, O> chain,
      ChainOutputs<I, C, O> outputs) {
    super(parameters);
    this.mailbox = mailbox;
    this.chain = chain;
    this.settings = chain.settings();
    this.outputs = outputs;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    pending =
        context
            .getOperatorStateStore()
            .getListState(
                new ListStateDescriptor<>(
                    PENDING,
                    outputs
                        .pending()
                        .createSerializer(getExecutionConfig().getSerializerConfig())));
    pending.get().forEach(restored::add);
    if (settings.cache() != null) {
      cache = AnswerCache.of(getKeyedStateStore(), outputs.output(), settings.cache());
    }
  }

  @Override
  public void open() throws Exception {
    super.open();
    warnOfRepeatedRuns();
    runs = new ChainRuns<>(OpenChain.of(chain), settings, this::post);
    for (Tuple4<I, Long, Boolean, Integer> each : restored) {
      StreamRecord<I> record =
          each.f2 ? new StreamRecord<>(each.f0, each.f1) : new StreamRecord<>(each.f0);
      if (settings.cache() != null) {
        setKeyContextElement1(record);
      }
      admit(record, each.f3 + 1);
    }
    restored.clear();
  }

  /** A barrier waits behind inputs that wait here, and those are begun again after a failure. */
  private void warnOfRepeatedRuns() {
    Configuration job = getContainingTask().getEnvironment().getJobConfiguration();
    if (getOperatorConfig().isChainStart()
        && CheckpointingOptions.isCheckpointingEnabled(job)
        && !CheckpointingOptions.isUnalignedCheckpointEnabled(job)) {
      LOG.warn(
          "The chain {} stands behind a shuffle, with aligned checkpoints: after a failure many more"
              + " inputs than were open may be begun again. Enable unaligned checkpoints, or let"
              + " the chain read its source directly with the same parallelism.",
          settings.name());
    }
  }

  @Override
  public void processElement(StreamRecord<I> element) throws Exception {
    I input = element.getValue();
    StreamRecord<I> record =
        element.hasTimestamp()
            ? new StreamRecord<>(input, element.getTimestamp())
            : new StreamRecord<>(input);
    admit(record, 0);
  }

  private void admit(StreamRecord<I> record, int attempt) throws Exception {
    Object key = cacheKey();
    while (open >= settings.capacity()) {
      mailbox.yield();
    }
    OpenInput<I, O> input = new OpenInput<>(record, attempt, key);
    held.add(input);
    O known = cached(input);
    if (known != null) {
      answered(input, known);
      return;
    }
    open++;
    Objects.requireNonNull(runs).start(input, new Outputs());
  }

  /** Returns the current input's key; null if its answer is not in this instance's state. */
  private @Nullable Object cacheKey() {
    if (cache == null) {
      return null;
    }
    Object key = getCurrentKey();
    TaskInfo task = getRuntimeContext().getTaskInfo();
    // What was open when the job was rescaled may be restored anywhere.
    int owner =
        KeyGroupRangeAssignment.assignKeyToParallelOperator(
            key, task.getMaxNumberOfParallelSubtasks(), task.getNumberOfParallelSubtasks());
    return owner == task.getIndexOfThisSubtask() ? key : null;
  }

  private @Nullable O cached(OpenInput<I, O> input) throws Exception {
    if (cache == null || input.key().isEmpty()) {
      return null;
    }
    setCurrentKey(input.key().get());
    return cache.get();
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    held.add(new Held.Mark(mark));
    flush();
  }

  @Override
  public void endInput() throws Exception {
    drain();
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    if (settings.draining()) {
      drain();
    }
    super.prepareSnapshotPreBarrier(checkpointId);
  }

  private void drain() throws InterruptedException {
    while (open > 0) {
      mailbox.yield();
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    List<Tuple4<I, Long, Boolean, Integer>> inputs = new ArrayList<>();
    for (Held each : held) {
      if (each instanceof OpenInput<?, ?> some) {
        StreamRecord<I> record = own(some).record();
        inputs.add(
            Tuple4.of(
                record.getValue(),
                record.hasTimestamp() ? record.getTimestamp() : 0L,
                record.hasTimestamp(),
                some.attempt()));
      }
    }
    Objects.requireNonNull(pending).update(inputs);
  }

  @Override
  public void close() throws Exception {
    try {
      List<CompletableFuture<Void>> ends = new ArrayList<>();
      for (Held each : held) {
        if (each instanceof OpenInput<?, ?> input && !input.isDone()) {
          input.cancel();
          ends.add(input.ended());
        }
      }
      awaitEnds(ends);
    } finally {
      held.clear();
      if (runs != null) {
        runs.close();
      }
      super.close();
    }
  }

  private void awaitEnds(List<CompletableFuture<Void>> ends) throws Exception {
    try {
      CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new))
          .get(GRACE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      LOG.warn(
          "Some runs of the chain {} have not ended {} s after they were cancelled.",
          settings.name(),
          GRACE_SECONDS);
    }
  }

  /** Hands over to the task's thread; a closed operator takes nothing any more. */
  private boolean post(ThrowingRunnable<? extends Exception> mail) {
    try {
      mailbox.execute(mail, "a chain's output");
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  private void answered(OpenInput<I, O> input, O value) {
    input.answer(value);
    if (!settings.inOrder()) {
      held.remove(input);
      collect(input);
    }
    flush();
  }

  /** Lets all leave whose turn it is. */
  private void flush() {
    Iterator<Held> each = held.iterator();
    while (each.hasNext()) {
      Held first = each.next();
      if (first instanceof Held.Mark mark) {
        output.emitWatermark(mark.watermark());
      } else if (first instanceof OpenInput<?, ?> input && input.isDone()) {
        collect(own(input));
      } else {
        return;
      }
      each.remove();
    }
  }

  private void collect(OpenInput<I, O> input) {
    output.collect(input.at(new Answer<>(input.input(), input.attempt(), input.answer())));
  }

  @SuppressWarnings("unchecked") // this operator holds only its own inputs
  private OpenInput<I, O> own(OpenInput<?, ?> input) {
    return (OpenInput<I, O>) input;
  }

  /** What a run gives; called on the task's thread. */
  private final class Outputs implements RunOutputs<I, C, O> {
    @Override
    public void chunk(OpenInput<I, O> input, long number, C chunk) {
      output.collect(
          outputs.chunk(),
          input.at(new NumberedChunk<>(input.input(), input.attempt(), number, chunk)));
    }

    @Override
    public void event(OpenInput<I, O> input, EventRow event) {
      output.collect(outputs.event(), input.at(event));
    }

    @Override
    public void answer(OpenInput<I, O> input, O value) throws Exception {
      open--;
      if (cache != null && input.key().isPresent()) {
        setCurrentKey(input.key().get());
        cache.put(value);
      }
      answered(input, value);
    }

    @Override
    public void failure(OpenInput<I, O> input, Throwable failure) throws Exception {
      if (!settings.deadLetters()) {
        throw new ChainFailedException(settings.name(), failure);
      }
      open--;
      held.remove(input);
      output.collect(
          outputs.deadLetter(), input.at(DeadLetter.of(input.input(), input.attempt(), failure)));
      flush();
    }
  }
}
