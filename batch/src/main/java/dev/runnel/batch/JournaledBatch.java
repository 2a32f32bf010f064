package dev.runnel.batch;

import dev.runnel.BatchOptions;
import dev.runnel.ChunkStream;
import dev.runnel.CustomRunnel;
import dev.runnel.Indexed;
import dev.runnel.Outcome;
import dev.runnel.RunClock;
import dev.runnel.Runnel;
import dev.runnel.engine.Drained;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs a chain for many inputs, and keeps each answer in a journal: a process that was killed goes
 * on where it was, and each input is answered once in the journal.
 *
 * <pre>{@code
 * BatchJournal journal = BatchJournal.file(Path.of("tickets.journal"));
 * BatchProgress summary =
 *     JournaledBatch.of(tickets.classify(), journal, Label.class)
 *         .withOptions(BatchOptions.ofMaxConcurrency(100))
 *         .withKey(Ticket::id)
 *         .run(allTickets);
 * }</pre>
 *
 * <p>The inputs are read as there is room, and may be more than fit into memory; a table of their
 * keys, some 30 bytes for each, must fit. An input whose answer is in the journal is passed over.
 * One that has failed is kept as a failure; {@link #retryingFailures} tries it again. An input that
 * was under way when the process was killed is asked again.
 *
 * <p>An input is known by its key: its place among the inputs, from 0, unless {@link #withKey} says
 * otherwise. The journal also holds a fingerprint of each input and the name and version of the
 * chain, and is refused to others.
 *
 * <p>Immutable; each {@code with} method returns a copy. Thread-safe.
 *
 * @param <I> the inputs
 * @param <O> the outputs
 */
public final class JournaledBatch<I, O> {
  private final CustomRunnel<I, ?, O> chain;
  private final BatchJournal journal;
  private final JournalCodec<O> codec;
  private final Settings<I> settings;

  /** What the {@code with} methods change, in a copy. */
  private static final class Settings<I> {
    private BatchOptions options = BatchOptions.DEFAULT;
    private String version = "";
    private @Nullable Function<? super I, String> keys;
    private Function<? super I, String> texts = JsonText::of;
    private boolean retriesFailures;
    private long mostFailures = Long.MAX_VALUE;
    private OptionalLong total = OptionalLong.empty();
    private TokenPrices prices = TokenPrices.NONE;
    private Consumer<? super BatchProgress> progress = progress -> {};

    Settings() {}

    Settings(Settings<I> other) {
      options = other.options;
      version = other.version;
      keys = other.keys;
      texts = other.texts;
      retriesFailures = other.retriesFailures;
      mostFailures = other.mostFailures;
      total = other.total;
      prices = other.prices;
      progress = other.progress;
    }
  }

  private JournaledBatch(
      CustomRunnel<I, ?, O> chain,
      BatchJournal journal,
      JournalCodec<O> codec,
      Settings<I> settings) {
    this.chain = chain;
    this.journal = journal;
    this.codec = codec;
    this.settings = settings;
  }

  /**
   * Makes a batch of a chain that gives text.
   *
   * @param chain the chain
   * @param journal where the answers are kept
   * @param <I> the inputs
   * @return the batch
   */
  public static <I> JournaledBatch<I, String> of(Runnel<I, ?, String> chain, BatchJournal journal) {
    return of(chain, journal, JournalCodec.text());
  }

  /**
   * Makes a batch of a chain whose outputs Jackson writes and reads.
   *
   * @param chain the chain
   * @param journal where the answers are kept
   * @param type the type of the outputs
   * @param <I> the inputs
   * @param <O> the outputs
   * @return the batch
   */
  public static <I, O> JournaledBatch<I, O> of(
      Runnel<I, ?, O> chain, BatchJournal journal, Class<O> type) {
    return of(chain, journal, JournalCodec.of(type));
  }

  /**
   * Makes a batch.
   *
   * @param chain the chain
   * @param journal where the answers are kept
   * @param codec writes and reads the outputs
   * @param <I> the inputs
   * @param <O> the outputs
   * @return the batch
   */
  public static <I, O> JournaledBatch<I, O> of(
      Runnel<I, ?, O> chain, BatchJournal journal, JournalCodec<O> codec) {
    return new JournaledBatch<>(chain.implementation(), journal, codec, new Settings<>());
  }

  /**
   * Sets how many inputs run at the same time, and how. The places by which {@link
   * BatchOptions#configs} are asked for count the inputs that are run, without those that are
   * passed over.
   *
   * @param options the options
   * @return a copy
   */
  public JournaledBatch<I, O> withOptions(BatchOptions options) {
    return with(changed -> changed.options = options);
  }

  /**
   * Names the version of the chain: its prompts and its model. The journal of another version is
   * refused.
   *
   * @param version the version; whoever changes it begins a new journal
   * @return a copy
   */
  public JournaledBatch<I, O> withVersion(String version) {
    return with(changed -> changed.version = version);
  }

  /**
   * Sets by which key an input is known, in place of its place among the inputs. So inputs may come
   * in another order, and others may come and go.
   *
   * @param keys gives the key of an input, the same each time
   * @return a copy
   */
  public JournaledBatch<I, O> withKey(Function<? super I, String> keys) {
    return with(changed -> changed.keys = keys);
  }

  /**
   * Sets what of an input its fingerprint is made of: a key with another fingerprint than in the
   * journal is an error. By default it is the text, or else the JSON that Jackson writes.
   *
   * @param texts gives a text that is the same for the same input, in each process
   * @return a copy
   */
  public JournaledBatch<I, O> withInputText(Function<? super I, String> texts) {
    return with(changed -> changed.texts = texts);
  }

  /**
   * Tries inputs again that have failed in an earlier run.
   *
   * @return a copy
   */
  public JournaledBatch<I, O> retryingFailures() {
    return with(changed -> changed.retriesFailures = true);
  }

  /**
   * Stops the batch when so many inputs have failed in one run, with a {@link
   * TooManyFailuresException}. What is under way then is cancelled, and asked again by the next
   * run. Without this, a batch goes on however many fail.
   *
   * @param failures the number, at least 1; failures of earlier runs do not count
   * @return a copy
   */
  public JournaledBatch<I, O> stoppingAfter(long failures) {
    if (failures < 1) {
      throw new IllegalArgumentException(
          "A batch can stop after 1 failure or more, but not after " + failures + ".");
    }
    return with(changed -> changed.mostFailures = failures);
  }

  /**
   * Says how many inputs there are, for the remaining time. A collection tells it by itself.
   *
   * @param total the number
   * @return a copy
   */
  public JournaledBatch<I, O> withTotal(long total) {
    return with(changed -> changed.total = OptionalLong.of(total));
  }

  /**
   * Sets what tokens cost.
   *
   * @param prices the prices
   * @return a copy
   */
  public JournaledBatch<I, O> withPrices(TokenPrices prices) {
    return with(changed -> changed.prices = prices);
  }

  /**
   * Sets who is told how far the batch is, in place of the one before.
   *
   * @param progress called when answers were stored, and at the end, on the thread that runs the
   *     batch; what it throws ends the batch
   * @return a copy
   */
  public JournaledBatch<I, O> withProgress(Consumer<? super BatchProgress> progress) {
    return with(changed -> changed.progress = progress);
  }

  private JournaledBatch<I, O> with(Consumer<Settings<I>> change) {
    Settings<I> changed = new Settings<>(settings);
    change.accept(changed);
    return new JournaledBatch<>(chain, journal, codec, changed);
  }

  /**
   * Runs all inputs that have no answer yet, and waits for them.
   *
   * @param inputs the inputs
   * @return how it went; {@link BatchProgress#failed} inputs have failed
   * @throws JournalException if the journal belongs to another batch, is written by another
   *     process, or cannot be written
   * @throws TooManyFailuresException if as many inputs fail as {@link #stoppingAfter} says
   */
  public BatchProgress run(Iterable<? extends I> inputs) {
    OptionalLong size =
        inputs instanceof Collection<?> all ? OptionalLong.of(all.size()) : OptionalLong.empty();
    return run(inputs.iterator(), settings.total.isPresent() ? settings.total : size);
  }

  /**
   * Runs all inputs that have no answer yet, and waits for them.
   *
   * @param inputs the inputs; closed at the end
   * @return how it went
   * @throws JournalException as {@link #run(Iterable)} throws it
   * @throws TooManyFailuresException as {@link #run(Iterable)} throws it
   */
  public BatchProgress run(Stream<? extends I> inputs) {
    try (inputs) {
      return run(inputs.iterator(), settings.total);
    }
  }

  private BatchProgress run(Iterator<? extends I> inputs, OptionalLong total) {
    RunClock clock = settings.options.config().clock().orElseGet(RunClock::system);
    try (JournalWriter writer = journal.open(identity())) {
      KeyIndex known = new KeyIndex();
      BatchUsage before = writer.read(mark -> note(mark, known));
      Meter meter = new Meter(clock, settings.prices, total, before);
      PendingInputs<I> pending =
          new PendingInputs<>(
              inputs, settings.keys, settings.texts, known, settings.retriesFailures, meter);
      BatchOptions metered =
          settings.options.withConfig(settings.options.config().withListeners(meter));
      write((Drained<Indexed<O>>) chain.batchAsCompleted(pending, metered), pending, meter, writer);
      BatchProgress summary = meter.progress();
      settings.progress.accept(summary);
      return summary;
    }
  }

  private static void note(JournalMark mark, KeyIndex known) {
    known.put(
        KeyIndex.Hash.of(mark.key()),
        mark.input(),
        mark.isAnswer() ? KeyIndex.State.ANSWERED : KeyIndex.State.FAILED);
  }

  private void write(
      Drained<Indexed<O>> outcomes, PendingInputs<I> pending, Meter meter, JournalWriter writer) {
    EntryWriter<O> entries = new EntryWriter<>(codec);
    List<Indexed<O>> group = new ArrayList<>();
    try (outcomes) {
      while (outcomes.drainTo(group::add)) {
        List<JournalEntry> written = new ArrayList<>();
        for (Indexed<O> done : group) {
          written.add(entries.entryOf(pending.take(done.index()), done.outcome()));
        }
        writer.append(written, meter.takeUnwritten());
        written.forEach(entry -> meter.count(entry instanceof JournalEntry.Answer));
        settings.progress.accept(meter.progress());
        stopIfTooManyFailed(meter, group);
        group.clear();
      }
    }
  }

  private void stopIfTooManyFailed(Meter meter, List<Indexed<O>> group) {
    long failed = meter.failedNow();
    if (failed < settings.mostFailures) {
      return;
    }
    for (int i = group.size() - 1; i >= 0; i--) {
      if (group.get(i).outcome() instanceof Outcome.Failure<O> last) {
        throw new TooManyFailuresException(failed, last.failure());
      }
    }
  }

  /**
   * Reads what the journal holds by now, of this run and earlier ones. Another process may be
   * writing it.
   *
   * @return one outcome for each input that was done, in the order of the journal; none if no run
   *     has begun. Read it to the end, or close it
   * @throws JournalException if the journal belongs to another batch, or cannot be read
   */
  public ChunkStream<Keyed<O>> results() {
    ChunkStream<JournalEntry> entries = journal.entries(identity());
    return ChunkStream.from(
        entries.toJavaStream().map(entry -> new Keyed<>(entry.key(), outcomeOf(entry))));
  }

  private Outcome<O> outcomeOf(JournalEntry entry) {
    if (entry instanceof JournalEntry.Failure failure) {
      return new Outcome.Failure<>(new JournaledFailure(failure));
    }
    JournalEntry.Answer answer = (JournalEntry.Answer) entry;
    try {
      return new Outcome.Success<>(codec.read(answer.output()));
    } catch (RuntimeException e) {
      throw new JournalException(
          "The answer of the input with the key '%s' cannot be read from the journal: %s"
              .formatted(answer.key(), e.getMessage()),
          e);
    }
  }

  private BatchIdentity identity() {
    return new BatchIdentity(chain.config().name().orElseGet(chain::name), settings.version);
  }
}
