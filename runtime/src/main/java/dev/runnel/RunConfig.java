package dev.runnel;

import dev.runnel.engine.call.Engine;
import dev.runnel.event.RunListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Configures one run, or, with {@link Runnel#withConfig}, all runs of a runnel.
 *
 * <p>Immutable; each {@code with} method returns a copy. Tags and metadata are inherited by all
 * runs below.
 *
 * <pre>{@code
 * joke.withConfig(RunConfig.named("my joke").withTags("demo")).stream("parrots");
 * }</pre>
 */
public final class RunConfig {
  /** Changes nothing: the runnel's own name, no tags, the default threads. */
  public static final RunConfig DEFAULT =
      new RunConfig(null, List.of(), Map.of(), null, null, null, List.of(), null, null);

  /** The key of the metadata that holds the id of the run's conversation. */
  public static final String CONVERSATION = "conversation_id";

  /**
   * The key of the metadata that holds the name of the agent which the run, and all runs below it,
   * belong to. Agents set it.
   */
  public static final String AGENT = "gen_ai.agent.name";

  /**
   * The key of the metadata that holds the provider's name of the model that is asked, unless the
   * prompt names another one. Models set it as far as they know it.
   */
  public static final String REQUEST_MODEL = "gen_ai.request.model";

  /**
   * The key of the metadata that holds the name of a model's provider. Models set it as far as they
   * know it.
   */
  public static final String PROVIDER = "gen_ai.provider.name";

  private final @Nullable String name;
  private final List<String> tags;
  private final Map<String, Object> metadata;
  private final @Nullable UUID id;
  private final @Nullable Executor executor;
  private final @Nullable RunContext parent;
  private final List<RunListener> listeners;
  private final @Nullable TimeoutPolicy timeout;
  private final @Nullable RunClock clock;

  private RunConfig(
      @Nullable String name,
      List<String> tags,
      Map<String, Object> metadata,
      @Nullable UUID id,
      @Nullable Executor executor,
      @Nullable RunContext parent,
      List<RunListener> listeners,
      @Nullable TimeoutPolicy timeout,
      @Nullable RunClock clock) {
    this.name = name;
    this.tags = tags;
    this.metadata = metadata;
    this.id = id;
    this.executor = executor;
    this.parent = parent;
    this.listeners = listeners;
    this.timeout = timeout;
    this.clock = clock;
  }

  /**
   * Names the run.
   *
   * @param name the name in events
   * @return a configuration
   */
  public static RunConfig named(String name) {
    return DEFAULT.withName(name);
  }

  /**
   * Makes the run a child of another one, also on a thread where that one is not current.
   *
   * @param parent the parent
   * @return a configuration
   */
  public static RunConfig childOf(RunContext parent) {
    return DEFAULT.withParent(parent);
  }

  /**
   * Names the run.
   *
   * @param name the name in events
   * @return a copy
   */
  public RunConfig withName(String name) {
    return new RunConfig(name, tags, metadata, id, executor, parent, listeners, timeout, clock);
  }

  /**
   * Adds tags.
   *
   * @param tags the tags
   * @return a copy
   */
  public RunConfig withTags(String... tags) {
    if (tags.length == 0) {
      return this;
    }
    List<String> all = new ArrayList<>(this.tags);
    for (String tag : tags) {
      if (!all.contains(tag)) {
        all.add(tag);
      }
    }
    return new RunConfig(
        name, List.copyOf(all), metadata, id, executor, parent, listeners, timeout, clock);
  }

  /**
   * Adds an entry to the metadata.
   *
   * @param key the key; an entry with the same key is replaced
   * @param value the value
   * @return a copy
   */
  public RunConfig withMetadata(String key, Object value) {
    Map<String, Object> all = new LinkedHashMap<>(metadata);
    all.put(key, value);
    return new RunConfig(
        name,
        tags,
        Collections.unmodifiableMap(all),
        id,
        executor,
        parent,
        listeners,
        timeout,
        clock);
  }

  /**
   * Says which conversation the run, and all runs below it, belong to: an entry of the metadata
   * under {@link #CONVERSATION}.
   *
   * @param conversation the conversation's id
   * @return a copy
   */
  public RunConfig withConversation(String conversation) {
    return withMetadata(CONVERSATION, conversation);
  }

  /**
   * Sets the id of the run, instead of a random one. An id is good for one run.
   *
   * @param id the id
   * @return a copy
   */
  public RunConfig withId(UUID id) {
    return new RunConfig(name, tags, metadata, id, executor, parent, listeners, timeout, clock);
  }

  /**
   * Sets the executor for what needs a thread of its own. It must not be bounded: runs that wait
   * for each other on too few threads never finish. Where it would do on the reading thread what is
   * to be read there, the run fails with an {@link IllegalStateException} that says so.
   *
   * @param executor the executor
   * @return a copy
   */
  public RunConfig withExecutor(Executor executor) {
    return new RunConfig(name, tags, metadata, id, executor, parent, listeners, timeout, clock);
  }

  /**
   * Returns the threads of runs that bring no executor: virtual ones on JDK 21 and later, else an
   * unbounded pool.
   *
   * @return the executor
   */
  public static Executor defaultExecutor() {
    return Engine.defaultExecutor();
  }

  /**
   * Makes the run a child of another one.
   *
   * @param parent the parent
   * @return a copy
   */
  public RunConfig withParent(RunContext parent) {
    return new RunConfig(name, tags, metadata, id, executor, parent, listeners, timeout, clock);
  }

  /**
   * Adds listeners, which hear what the run and all runs below it do.
   *
   * @param added the listeners; one that is there already is not added again
   * @return a copy
   */
  @SuppressWarnings("ReferenceEquality") // a listener is the same only if it is the same object
  public RunConfig withListeners(RunListener... added) {
    List<RunListener> all = new ArrayList<>(listeners);
    for (RunListener listener : added) {
      if (all.stream().noneMatch(known -> known == listener)) {
        all.add(Objects.requireNonNull(listener, "A listener is null."));
      }
    }
    return new RunConfig(
        name, tags, metadata, id, executor, parent, List.copyOf(all), timeout, clock);
  }

  /**
   * Limits how long the whole run may take. A run that takes longer is cancelled, with all runs
   * below it, and its reader gets a {@link RunTimeoutException}.
   *
   * @param total the longest time from the start to the end; more than zero
   * @return a copy
   */
  public RunConfig withTimeout(Duration total) {
    return withTimeout(TimeoutPolicy.ofTotal(total));
  }

  /**
   * Limits how long the run may take, until its first chunk and in all. A run that takes longer is
   * cancelled, with all runs below it, and its reader gets a {@link RunTimeoutException}.
   *
   * @param timeout the limits
   * @return a copy
   */
  public RunConfig withTimeout(TimeoutPolicy timeout) {
    return new RunConfig(name, tags, metadata, id, executor, parent, listeners, timeout, clock);
  }

  /**
   * Sets where the run, and all runs below it, get time and chance from.
   *
   * @param clock the clock; a test sets one that need not wait
   * @return a copy
   */
  public RunConfig withClock(RunClock clock) {
    return new RunConfig(name, tags, metadata, id, executor, parent, listeners, timeout, clock);
  }

  /**
   * Leaves out the name.
   *
   * @return a copy
   */
  public RunConfig withoutName() {
    return name == null
        ? this
        : new RunConfig(null, tags, metadata, id, executor, parent, listeners, timeout, clock);
  }

  /**
   * Lays another configuration over this one: what it sets wins; tags, metadata and listeners are
   * added.
   *
   * @param other the configuration of the call
   * @return the merged configuration
   */
  public RunConfig merge(RunConfig other) {
    if (this == DEFAULT) {
      return other;
    }
    if (other == DEFAULT) {
      return this;
    }
    RunConfig merged = withTags(other.tags.toArray(String[]::new));
    Map<String, Object> all = new LinkedHashMap<>(metadata);
    all.putAll(other.metadata);
    return new RunConfig(
        other.name == null ? name : other.name,
        merged.tags,
        Collections.unmodifiableMap(all),
        other.id == null ? id : other.id,
        other.executor == null ? executor : other.executor,
        other.parent == null ? parent : other.parent,
        withListeners(other.listeners.toArray(RunListener[]::new)).listeners,
        other.timeout == null ? timeout : other.timeout,
        other.clock == null ? clock : other.clock);
  }

  /**
   * Returns the run's name.
   *
   * @return the name; empty for the runnel's own
   */
  public Optional<String> name() {
    return Optional.ofNullable(name);
  }

  /**
   * Returns the tags.
   *
   * @return the tags, unmodifiable
   */
  public List<String> tags() {
    return tags;
  }

  /**
   * Returns the metadata.
   *
   * @return the metadata, unmodifiable
   */
  public Map<String, Object> metadata() {
    return metadata;
  }

  /**
   * Returns the run's id.
   *
   * @return the id; empty for a random one
   */
  public Optional<UUID> id() {
    return Optional.ofNullable(id);
  }

  /**
   * Returns the executor.
   *
   * @return the executor; empty for the parent's, or the default threads
   */
  public Optional<Executor> executor() {
    return Optional.ofNullable(executor);
  }

  /**
   * Returns the run above.
   *
   * @return the parent; empty for the run that is current on the calling thread
   */
  public Optional<RunContext> parent() {
    return Optional.ofNullable(parent);
  }

  /**
   * Returns who hears what the run does.
   *
   * @return the listeners, unmodifiable
   */
  public List<RunListener> listeners() {
    return listeners;
  }

  /**
   * Returns how long the run may take.
   *
   * @return the limits; empty for none
   */
  public Optional<TimeoutPolicy> timeout() {
    return Optional.ofNullable(timeout);
  }

  /**
   * Returns the clock.
   *
   * @return the clock; empty for the parent's, or the real one
   */
  public Optional<RunClock> clock() {
    return Optional.ofNullable(clock);
  }
}
