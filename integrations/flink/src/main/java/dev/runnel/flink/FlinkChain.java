package dev.runnel.flink;

import dev.runnel.flink.ChainSettings.Choice;
import java.io.Serial;
import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.jspecify.annotations.Nullable;

/**
 * A chain as an operator of Flink.
 *
 * <pre>{@code
 * FlinkChain<Jokes, String, AiMessageChunk, String> joke =
 *     FlinkChain.of(() -> new JokesRunnables(Models.fromEnvironment()), Jokes::joke);
 *
 * joke.withCapacity(50).answers(topics).map(Answer::value).sinkTo(sink);
 * }</pre>
 *
 * <p>Each input is in the checkpoints until its answer has left the operator: after a failure it
 * has exactly one answer, with a sink that writes exactly once, though a model may have been asked
 * twice. {@code @Retry} and {@code @Timeout} of the chain are all there is: the operator itself
 * never tries again while it runs.
 *
 * <p>Immutable. The types are those of the chain; what Flink's own serializers do not know is
 * carried as JSON, and nothing by Kryo.
 *
 * @param <J> the class of the chains
 * @param <I> the input
 * @param <C> the chunks
 * @param <O> the whole
 */
public final class FlinkChain<J, I, C, O> implements Serializable {
  @Serial private static final long serialVersionUID = 1L;

  private static final int DEFAULT_CAPACITY = 100;

  private final ChainsFactory<J> factory;
  private final ChainMethod<J, I, C, O> chain;
  private final ChainTypes<I, C, O> types;
  private final ChainSettings settings;
  private final @Nullable KeySelector<I, String> conversation;

  private FlinkChain(
      ChainsFactory<J> factory,
      ChainMethod<J, I, C, O> chain,
      ChainTypes<I, C, O> types,
      ChainSettings settings,
      @Nullable KeySelector<I, String> conversation) {
    this.factory = Objects.requireNonNull(factory, "The factory is null.");
    this.chain = Objects.requireNonNull(chain, "The chain is null.");
    this.types = types;
    this.settings = settings;
    this.conversation = conversation;
  }

  /**
   * Takes a chain with the types of the method that is referred to. It bears the method's name.
   *
   * @param factory makes the object that has the chain, on each task manager
   * @param chain a reference to its method, such as {@code Jokes::joke}
   * @param <J> the class of the chains
   * @param <I> the input
   * @param <C> the chunks
   * @param <O> the whole
   * @return the chain
   * @throws IllegalArgumentException if the types are not known, or Flink cannot carry one of them
   */
  public static <J, I, C, O> FlinkChain<J, I, C, O> of(
      ChainsFactory<J> factory, ChainMethod<J, I, C, O> chain) {
    return new FlinkChain<>(
        factory,
        chain,
        ChainTypes.of(chain),
        ChainSettings.named(ChainTypes.nameOf(chain), DEFAULT_CAPACITY),
        null);
  }

  /**
   * Takes any runnel, and its types.
   *
   * @param name the name of the operator
   * @param factory makes the object that has the chain, on each task manager
   * @param chain gives the runnel
   * @param input the type of the inputs
   * @param chunk the type of the chunks
   * @param output the type of the wholes
   * @param <J> the class of the chains
   * @param <I> the input
   * @param <C> the chunks
   * @param <O> the whole
   * @return the chain
   */
  public static <J, I, C, O> FlinkChain<J, I, C, O> of(
      String name,
      ChainsFactory<J> factory,
      ChainMethod<J, I, C, O> chain,
      TypeInformation<I> input,
      TypeInformation<C> chunk,
      TypeInformation<O> output) {
    return new FlinkChain<>(
        factory,
        chain,
        new ChainTypes<>(input, chunk, output),
        ChainSettings.named(name, DEFAULT_CAPACITY),
        null);
  }

  /**
   * Takes a chain that remembers: the messages of each conversation stand in Flink's keyed state,
   * and its turns are answered one after the other. The run's configuration has the conversation's
   * id; a prompt of the chain that names another one fails.
   *
   * @param factory makes the object that has the chain, with the history that it remembers by
   * @param chain a reference to its method
   * @param conversation gives the id of the conversation that an input belongs to
   * @param <J> the class of the chains
   * @param <I> the input
   * @param <C> the chunks
   * @param <O> the whole
   * @return the chain
   * @throws IllegalArgumentException if the types are not known, or Flink cannot carry one of them
   */
  public static <J, I, C, O> FlinkChain<?, I, C, O> conversing(
      ConversingFactory<J> factory,
      ChainMethod<J, I, C, O> chain,
      KeySelector<I, String> conversation) {
    String name = ChainTypes.nameOf(chain);
    return new FlinkChain<Conversing<J>, I, C, O>(
        new Conversing.Factory<>(name, factory),
        conversing -> chain.of(conversing.chains()),
        ChainTypes.of(chain),
        ChainSettings.named(name, DEFAULT_CAPACITY).with(Choice.CONVERSING),
        conversation);
  }

  /**
   * Names the operator; its state is found again by this name. It is the method's by default.
   *
   * @param name the name, unlike that of any other chain of the job
   * @return a chain with that name
   */
  @SuppressWarnings("unchecked") // the factory of the same object
  public FlinkChain<J, I, C, O> named(String name) {
    ChainsFactory<J> same =
        factory instanceof Conversing.Factory<?> conversing
            ? (ChainsFactory<J>) conversing.named(name)
            : factory;
    return new FlinkChain<>(same, chain, types, settings.withName(name), conversation);
  }

  /**
   * Says how many inputs may be open at the same time in each parallel instance; more wait, and so
   * does the source. It is 100 by default.
   *
   * @param capacity at least 1
   * @return a chain with that capacity
   */
  public FlinkChain<J, I, C, O> withCapacity(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("The capacity is " + capacity + ", less than 1.");
    }
    return with(settings.withCapacity(capacity));
  }

  /**
   * Lets answers leave in the order of their inputs: a slow one holds those behind it.
   *
   * @return a chain that keeps the order
   */
  public FlinkChain<J, I, C, O> inOrder() {
    return with(settings.with(Choice.IN_ORDER));
  }

  /**
   * Limits each run, above the limits of the chain itself.
   *
   * @param timeout the limit
   * @return a chain with that limit
   */
  public FlinkChain<J, I, C, O> withTimeout(Duration timeout) {
    return with(settings.withTimeout(timeout));
  }

  /**
   * Gives the chunks, too.
   *
   * @return a chain that gives them
   */
  public FlinkChain<J, I, C, O> withChunks() {
    return with(settings.with(Choice.CHUNKS));
  }

  /**
   * Gives the events of the runs, too.
   *
   * @return a chain that gives them
   */
  public FlinkChain<J, I, C, O> withEvents() {
    return with(settings.with(Choice.EVENTS));
  }

  /**
   * Puts inputs that fail aside, instead of failing the job.
   *
   * @return a chain that goes on
   */
  public FlinkChain<J, I, C, O> withDeadLetters() {
    return with(settings.with(Choice.DEAD_LETTERS));
  }

  /**
   * Keeps answers in the keyed state of Flink, so that an equal input is not asked again: also not
   * after a failure. The inputs are shuffled by their key for it. An answer of another name or
   * version of the chain is not taken.
   *
   * @param version the version of the chain; change it when a prompt or a model changes
   * @param lifetime how long an answer is kept
   * @return a chain with a cache
   * @throws IllegalStateException if the chain remembers
   */
  public FlinkChain<J, I, C, O> withCache(String version, Duration lifetime) {
    if (settings.has(Choice.CONVERSING)) {
      throw new IllegalStateException("A chain that remembers has another answer each time.");
    }
    return with(settings.withCache(new ChainSettings.Cache(version, lifetime)));
  }

  /**
   * Waits for all open inputs before each checkpoint, so that no input is begun twice after one. A
   * checkpoint then lasts as long as the longest run.
   *
   * @return a chain that waits
   */
  public FlinkChain<J, I, C, O> drainedAtCheckpoints() {
    return with(settings.with(Choice.DRAINED));
  }

  /**
   * Answers each input.
   *
   * @param inputs the inputs
   * @return the answers, with the inputs
   */
  public SingleOutputStreamOperator<Answer<I, O>> answers(DataStream<I> inputs) {
    return run(inputs).answers();
  }

  /**
   * Gives the chunks of each input's run as they come.
   *
   * @param inputs the inputs
   * @return the chunks, with their inputs, numbered
   */
  public DataStream<NumberedChunk<I, C>> chunks(DataStream<I> inputs) {
    return withChunks().run(inputs).chunks();
  }

  /**
   * Gives what the runs do.
   *
   * @param inputs the inputs
   * @return the events
   */
  public DataStream<EventRow> events(DataStream<I> inputs) {
    return withEvents().run(inputs).events();
  }

  /**
   * Runs each input.
   *
   * @param inputs the inputs
   * @return all that comes of it
   */
  public ChainStreams<I, C, O> run(DataStream<I> inputs) {
    ChainOutputs<I, C, O> outputs = ChainOutputs.of(types, inputs.getType());
    ChainOperatorFactory<J, I, C, O> operator = new ChainOperatorFactory<>(this, outputs);
    SingleOutputStreamOperator<Answer<I, O>> answers =
        keyed(inputs)
            .transform(settings.name(), outputs.answer(), operator)
            .uid(settings.name())
            .name(settings.name());
    return new ChainStreams<>(
        answers,
        answers.getSideOutput(outputs.chunk()),
        answers.getSideOutput(outputs.event()),
        answers.getSideOutput(outputs.deadLetter()));
  }

  /**
   * Gives a function of SQL that answers each row: {@code SELECT id, joke(topic) FROM topics}.
   *
   * <pre>{@code
   * tables.createTemporarySystemFunction("joke", joke.asFunction());
   * }</pre>
   *
   * @return the function, with the types of the chain
   */
  public ChainFunction<J, I, C, O> asFunction() {
    return new ChainFunction<>(this);
  }

  /**
   * Gives a function of SQL that makes a row of each chunk: {@code SELECT word FROM topics, LATERAL
   * TABLE(words(topic)) AS T(word)}. The rows of an input come when its run has ended.
   *
   * @return the function, with the types of the chain
   */
  public ChainTableFunction<J, I, C, O> asTableFunction() {
    return new ChainTableFunction<>(this);
  }

  private DataStream<I> keyed(DataStream<I> inputs) {
    if (conversation != null) {
      return inputs.keyBy(conversation);
    }
    return settings.cache() == null
        ? inputs
        : inputs.keyBy(new CacheKey<>(settings.name(), settings.cache().version()));
  }

  private FlinkChain<J, I, C, O> with(ChainSettings changed) {
    return new FlinkChain<>(factory, chain, types, changed, conversation);
  }

  /** Returns what makes the object that has the chain. */
  ChainsFactory<J> factory() {
    return factory;
  }

  /** Returns what gives the chain. */
  ChainMethod<J, I, C, O> chain() {
    return chain;
  }

  /** Returns the chain's types. */
  ChainTypes<I, C, O> types() {
    return types;
  }

  /** Returns how the chain runs. */
  ChainSettings settings() {
    return settings;
  }
}
