package dev.runnel.flink;

import dev.runnel.flink.ChainSettings.Choice;
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
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.tuple.Tuple4;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
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
  private transient int open;
  private transient long letIn;
  private transient @Nullable PendingInputs<I, O> pending;
  private transient @Nullable ChainRuns<J, I, C, O> runs;
  private transient @Nullable AnswerCache<O> cache;

  /** Copies inputs where Flink uses their objects again; null where it does not. */
  private transient @Nullable TypeSerializer<I> inputs;

  private transient @Nullable Turns<I, O> turns;

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
    pending = settings.isKeyed() ? keyed() : listed(context);
    if (settings.cache() != null) {
      cache = AnswerCache.of(getKeyedStateStore(), outputs.output(), settings.cache().lifetime());
    }
  }

  private PendingInputs<I, O> listed(StateInitializationContext context) throws Exception {
    return new ListedInputs<>(
        context
            .getOperatorStateStore()
            .getListState(
                new ListStateDescriptor<>(
                    PENDING,
                    outputs
                        .pending()
                        .createSerializer(getExecutionConfig().getSerializerConfig()))));
  }

  private PendingInputs<I, O> keyed() throws Exception {
    MapStateDescriptor<Long, Tuple4<I, Long, Boolean, Integer>> descriptor =
        new MapStateDescriptor<>(PENDING, Types.LONG, outputs.pending());
    descriptor.initializeSerializerUnlessSet(getExecutionConfig());
    return new KeyedInputs<>(
        getKeyedStateBackend(), getKeyedStateStore().getMapState(descriptor), descriptor);
  }

  @Override
  public void open() throws Exception {
    super.open();
    warnOfRepeatedRuns();
    if (getExecutionConfig().isObjectReuseEnabled()) {
      inputs = outputs.input().createSerializer(getExecutionConfig().getSerializerConfig());
    }
    OpenChain<J, I, C, O> opened = OpenChain.of(chain);
    runs = new ChainRuns<>(opened, settings, this::post);
    if (opened.chains() instanceof Conversing<?> conversing) {
      turns = new Turns<>(getKeyedStateStore(), conversing.history());
    }
    for (PendingInputs.Pending<I> each : pending().restored()) {
      StreamRecord<I> record =
          each.time() == null
              ? new StreamRecord<>(each.input())
              : new StreamRecord<>(each.input(), each.time());
      admit(record, each.attempt() + 1, each.key());
    }
  }

  private void warnOfRepeatedRuns() {
    if (mayRepeatManyRuns(
        getOperatorConfig().isChainStart(),
        getContainingTask().getEnvironment().getJobConfiguration())) {
      LOG.warn(
          "The chain {} stands behind a shuffle, with aligned checkpoints: after a failure many more"
              + " inputs than were open may be begun again. Enable unaligned checkpoints, or let"
              + " the chain read its source directly with the same parallelism.",
          settings.name());
    }
  }

  /**
   * Tells whether a failure may begin many inputs again: a barrier that is aligned waits behind the
   * inputs that wait here.
   *
   * @param behindShuffle whether the inputs come from another task
   * @param job the job's configuration
   */
  static boolean mayRepeatManyRuns(boolean behindShuffle, Configuration job) {
    return behindShuffle
        && CheckpointingOptions.isCheckpointingEnabled(job)
        && !CheckpointingOptions.isUnalignedCheckpointEnabled(job);
  }

  @Override
  public void processElement(StreamRecord<I> element) throws Exception {
    I input = inputs == null ? element.getValue() : inputs.copy(element.getValue());
    StreamRecord<I> record =
        element.hasTimestamp()
            ? new StreamRecord<>(input, element.getTimestamp())
            : new StreamRecord<>(input);
    admit(record, 0, settings.isKeyed() ? getCurrentKey() : null);
  }

  private void admit(StreamRecord<I> record, int attempt, @Nullable Object key) throws Exception {
    while (open >= settings.capacity()) {
      mailbox.yield();
    }
    OpenInput<I, O> input = new OpenInput<>(record, attempt, letIn++, key);
    come(input);
    held.add(input);
    O known = cache == null ? null : cache.get();
    if (known != null) {
      answered(input, known);
      return;
    }
    open++;
    pending().letIn(input);
    if (turns == null || turns.begin(input)) {
      start(input);
    }
  }

  private void start(OpenInput<I, O> input) {
    Objects.requireNonNull(runs).start(input, new Outputs());
  }

  /** Makes an input's key the current one: others have been worked on meanwhile. */
  private void come(OpenInput<I, O> input) {
    if (input.key() != null) {
      setCurrentKey(input.key());
    }
  }

  /** Ends the run of an input, well or not. */
  private void end(OpenInput<I, O> input) throws Exception {
    open--;
    come(input);
    if (turns != null) {
      turns.end(input).ifPresent(this::start);
    }
  }

  private PendingInputs<I, O> pending() {
    return Objects.requireNonNull(pending);
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
    if (settings.has(Choice.DRAINED)) {
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
    List<OpenInput<I, O>> all = new ArrayList<>();
    for (Held each : held) {
      if (each instanceof OpenInput<?, ?> input) {
        all.add(own(input));
      }
    }
    pending().snapshot(all);
  }

  @Override
  public void close() throws Exception {
    try {
      List<CompletableFuture<Void>> ends = new ArrayList<>();
      for (Held each : held) {
        if (each instanceof OpenInput<?, ?> input && !input.isDone()) {
          ends.add(input.cancel());
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
  private void post(ThrowingRunnable<? extends Exception> mail) {
    try {
      mailbox.execute(mail, "a chain's output");
    } catch (RejectedExecutionException e) {
      LOG.debug("An output of the chain {} came after its end.", settings.name());
    }
  }

  private void answered(OpenInput<I, O> input, O value) throws Exception {
    input.answer(value);
    if (!settings.has(Choice.IN_ORDER)) {
      held.remove(input);
      leave(input);
    }
    flush();
  }

  /** Lets all leave whose turn it is. */
  private void flush() throws Exception {
    Iterator<Held> each = held.iterator();
    while (each.hasNext()) {
      Held first = each.next();
      if (first instanceof Held.Mark mark) {
        output.emitWatermark(mark.watermark());
      } else if (first instanceof OpenInput<?, ?> input && input.isDone()) {
        leave(own(input));
      } else {
        return;
      }
      each.remove();
    }
  }

  private void leave(OpenInput<I, O> input) throws Exception {
    come(input);
    pending().left(input);
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
      end(input);
      if (cache != null) {
        cache.put(value);
      }
      answered(input, value);
    }

    @Override
    public void failure(OpenInput<I, O> input, Throwable failure) throws Exception {
      if (!settings.has(Choice.DEAD_LETTERS)) {
        throw new ChainFailedException(settings.name(), failure);
      }
      end(input);
      held.remove(input);
      pending().left(input);
      output.collect(
          outputs.deadLetter(), input.at(DeadLetter.of(input.input(), input.attempt(), failure)));
      flush();
    }
  }
}
