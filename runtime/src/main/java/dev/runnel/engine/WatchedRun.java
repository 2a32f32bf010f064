package dev.runnel.engine;

import dev.runnel.Additive;
import dev.runnel.Summer;
import dev.runnel.Whole;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Is what is known of one run that somebody listens to: its input, and the sum of its chunks. Not
 * thread-safe; its watch locks.
 */
final class WatchedRun {
  private static final System.Logger LOGGER = System.getLogger("dev.runnel");

  private @Nullable RunEvents events;
  private @Nullable Object input;
  private @Nullable Whole<?, ?> whole;
  private boolean cumulative;
  private @Nullable Summer<Object, ?> summer;
  private @Nullable Object last;
  private @Nullable Object output;

  boolean hasStarted() {
    return events != null;
  }

  boolean isOpen() {
    return events != null && events.isOpen();
  }

  /** Returns the input, as far as it was known at the start. */
  @Nullable Object input() {
    return input;
  }

  /** Returns the last chunk. */
  @Nullable Object last() {
    return last;
  }

  void start(
      RunEvents events, @Nullable Object input, @Nullable Whole<?, ?> whole, boolean cumulative) {
    this.events = events;
    this.input = input;
    this.whole = whole;
    this.cumulative = cumulative;
    events.started(input);
  }

  void chunk(Object chunk) {
    last = chunk;
    if (summer == null) {
      summer = summerFor(chunk);
    }
    summer.add(chunk);
    if (events != null) {
      events.chunk(chunk);
    }
  }

  /** Throws away the sum: the chunks are given anew. */
  void forget() {
    summer = null;
    last = null;
  }

  void end(@Nullable Object wholeInput, @Nullable Object lastRead) {
    output = output();
    summer = null;
    if (events != null) {
      events.ended(wholeInput, lastRead, output);
    }
  }

  void fail(Throwable failure) {
    if (events != null && events.isOpen()) {
      events.failed(failure);
    }
  }

  void cancel() {
    if (events != null && events.isOpen()) {
      events.cancelled();
    }
  }

  /** Returns the whole of the chunks so far; null if there is none. */
  @Nullable Object output() {
    if (output != null) {
      return output;
    }
    try {
      if (summer != null) {
        return summer.sum();
      }
      return whole == null ? null : whole.ofNothing().orElse(null);
    } catch (RuntimeException noWhole) {
      LOGGER.log(
          System.Logger.Level.WARNING,
          "The chunks of a run have no whole, so its end event has no output.",
          noWhole);
      return null;
    }
  }

  @SuppressWarnings("unchecked")
  private Summer<Object, ?> summerFor(Object chunk) {
    if (whole != null) {
      return (Summer<Object, ?>) whole.summer();
    }
    if (cumulative) {
      return Wholes.<Object>last().summer();
    }
    if (chunk instanceof Additive<?, ?> additive) {
      return (Summer<Object, ?>) additive.summer();
    }
    if (chunk instanceof String) {
      return (Summer<Object, ?>) (Summer<?, ?>) Wholes.text().summer();
    }
    return new OneOrList();
  }

  /** Adds up chunks of which nothing is known: one chunk is itself, several are a list. */
  private static final class OneOrList implements Summer<Object, Object> {
    private final Summer<Object, List<Object>> all = Wholes.list().summer();

    @Override
    public void add(Object chunk) {
      all.add(chunk);
    }

    @Override
    public Object sum() {
      List<Object> chunks = all.sum();
      return chunks.size() == 1 ? chunks.get(0) : chunks;
    }
  }
}
