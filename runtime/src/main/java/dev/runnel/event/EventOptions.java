package dev.runnel.event;

import dev.runnel.ChunkChannel;
import dev.runnel.annotations.RunType;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The choice of events: which ones are wanted, and in which shape. Immutable; each method returns a
 * copy.
 *
 * <p>An event passes if there is no include filter or any of them matches its run, and no exclude
 * filter matches. The root is filtered like any other run. Tags are inherited: to include one of a
 * chain includes all that runs in it.
 *
 * <pre>{@code
 * EventOptions.DEFAULT.withIncludedTypes(RunType.CHAT_MODEL).withExcludedTags("internal");
 * }</pre>
 */
public final class EventOptions {
  private static final Redaction KEEP_ALL = (run, payload) -> Optional.of(payload);

  /** All events, in the shape of the second version. */
  public static final EventOptions DEFAULT =
      new EventOptions(
          EventSchema.V2, Filter.NONE, Filter.NONE, KEEP_ALL, ChunkChannel.DEFAULT_CAPACITY);

  private final EventSchema schema;
  private final Filter include;
  private final Filter exclude;
  private final Redaction redaction;
  private final int buffer;

  private EventOptions(
      EventSchema schema, Filter include, Filter exclude, Redaction redaction, int buffer) {
    this.schema = schema;
    this.include = include;
    this.exclude = exclude;
    this.redaction = redaction;
    this.buffer = buffer;
  }

  /**
   * Chooses the shape of the JSON.
   *
   * @param schema the shape
   * @return a copy
   */
  public EventOptions withSchema(EventSchema schema) {
    return new EventOptions(schema, include, exclude, redaction, buffer);
  }

  /**
   * Includes runs by name.
   *
   * @param names the names, added to those included already
   * @return a copy
   */
  public EventOptions withIncludedNames(String... names) {
    return new EventOptions(schema, include.names(names), exclude, redaction, buffer);
  }

  /**
   * Includes runs by type.
   *
   * @param types the types, added to those included already
   * @return a copy
   */
  public EventOptions withIncludedTypes(RunType... types) {
    return new EventOptions(schema, include.types(types), exclude, redaction, buffer);
  }

  /**
   * Includes runs that have a tag, their own or an inherited one.
   *
   * @param tags the tags, added to those included already
   * @return a copy
   */
  public EventOptions withIncludedTags(String... tags) {
    return new EventOptions(schema, include.tags(tags), exclude, redaction, buffer);
  }

  /**
   * Excludes runs by name.
   *
   * @param names the names, added to those excluded already
   * @return a copy
   */
  public EventOptions withExcludedNames(String... names) {
    return new EventOptions(schema, include, exclude.names(names), redaction, buffer);
  }

  /**
   * Excludes runs by type.
   *
   * @param types the types, added to those excluded already
   * @return a copy
   */
  public EventOptions withExcludedTypes(RunType... types) {
    return new EventOptions(schema, include, exclude.types(types), redaction, buffer);
  }

  /**
   * Excludes runs that have a tag, their own or an inherited one.
   *
   * @param tags the tags, added to those excluded already
   * @return a copy
   */
  public EventOptions withExcludedTags(String... tags) {
    return new EventOptions(schema, include, exclude.tags(tags), redaction, buffer);
  }

  /**
   * Maps or drops payloads before they leave the run. Names, tags and metadata stay.
   *
   * @param redaction says what is told of a payload; is applied after the one set before
   * @return a copy
   */
  public EventOptions withRedaction(Redaction redaction) {
    Redaction before = this.redaction;
    Redaction both =
        (run, payload) -> {
          Optional<?> kept = before.apply(run, payload);
          return kept.isEmpty() ? kept : redaction.apply(run, kept.get());
        };
    return new EventOptions(schema, include, exclude, both, buffer);
  }

  /**
   * Sets how many events may wait for a slow reader before the run waits for it.
   *
   * @param events the number, 1 or more; if not set, {@link ChunkChannel#DEFAULT_CAPACITY}
   * @return a copy
   */
  public EventOptions withBuffer(int events) {
    if (events < 1) {
      throw new IllegalArgumentException(
          "The buffer is to hold " + events + " events, but it must hold at least 1.");
    }
    return new EventOptions(schema, include, exclude, redaction, events);
  }

  /**
   * Returns the shape of the JSON.
   *
   * @return the shape
   */
  public EventSchema schema() {
    return schema;
  }

  /**
   * Returns how many events may wait for a slow reader.
   *
   * @return the number
   */
  public int buffer() {
    return buffer;
  }

  /**
   * Tells whether the events of a run pass the filters.
   *
   * @param run the run
   * @return whether they do
   */
  public boolean wants(RunInfo run) {
    return (include.isEmpty() || include.matches(run)) && !exclude.matches(run);
  }

  @SuppressWarnings("ReferenceEquality") // it is that object if nothing was set
  boolean redacts() {
    return redaction != KEEP_ALL;
  }

  Redaction redaction() {
    return redaction;
  }

  private record Filter(Set<String> names, Set<RunType> types, Set<String> tags) {
    static final Filter NONE = new Filter(Set.of(), Set.of(), Set.of());

    Filter names(String... added) {
      return new Filter(plus(names, added), types, tags);
    }

    Filter tags(String... added) {
      return new Filter(names, types, plus(tags, added));
    }

    Filter types(RunType... added) {
      Set<RunType> all = EnumSet.noneOf(RunType.class);
      all.addAll(types);
      all.addAll(List.of(added));
      return new Filter(names, Collections.unmodifiableSet(all), tags);
    }

    private static Set<String> plus(Set<String> known, String... added) {
      Set<String> all = new LinkedHashSet<>(known);
      all.addAll(Arrays.asList(added));
      return Collections.unmodifiableSet(all);
    }

    boolean isEmpty() {
      return names.isEmpty() && types.isEmpty() && tags.isEmpty();
    }

    boolean matches(RunInfo run) {
      return names.contains(run.name())
          || types.contains(run.type())
          || run.tags().stream().anyMatch(tags::contains);
    }
  }
}
