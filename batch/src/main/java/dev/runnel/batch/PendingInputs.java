package dev.runnel.batch;

import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The inputs that are to be run: those that have no outcome yet. Read by one thread at a time;
 * those that are being run may be asked for by another.
 */
final class PendingInputs<I> implements Iterator<I> {
  private final Iterator<? extends I> inputs;
  private final @Nullable Function<? super I, String> keys;
  private final Function<? super I, String> texts;
  private final KeyIndex index;
  private final boolean retriesFailures;
  private final Meter meter;

  /** Those that were given and have no outcome yet, by the order in which they were given. */
  private final Map<Integer, Input> open = new ConcurrentHashMap<>();

  private long position;
  private int given;
  private @Nullable I next;
  private @Nullable Input nextInput;

  /** How an input is known. */
  record Input(String key, String fingerprint, KeyIndex.Hash hash) {}

  PendingInputs(
      Iterator<? extends I> inputs,
      @Nullable Function<? super I, String> keys,
      Function<? super I, String> texts,
      KeyIndex index,
      boolean retriesFailures,
      Meter meter) {
    this.inputs = inputs;
    this.keys = keys;
    this.texts = texts;
    this.index = index;
    this.retriesFailures = retriesFailures;
    this.meter = meter;
  }

  /** Takes the input that was given as the one of that number, from 0. */
  Input take(int number) {
    return Objects.requireNonNull(open.remove(number), "An input has two outcomes.");
  }

  @Override
  public boolean hasNext() {
    while (next == null && inputs.hasNext()) {
      I input = inputs.next();
      if (input == null) {
        throw new JournalException("Input " + position + " of the batch is null.");
      }
      Input known = inputOf(input);
      if (isPending(known)) {
        index.put(known.hash(), known.fingerprint(), KeyIndex.State.TAKEN);
        next = input;
        nextInput = known;
      }
      position++;
    }
    return next != null;
  }

  private Input inputOf(I input) {
    String key = keys == null ? Long.toString(position) : keys.apply(input);
    if (key == null || key.isEmpty()) {
      throw new JournalException("Input " + position + " of the batch has no key.");
    }
    return new Input(key, JsonText.fingerprint(texts.apply(input)), KeyIndex.Hash.of(key));
  }

  private boolean isPending(Input input) {
    KeyIndex.State state = index.get(input.hash());
    if (state == KeyIndex.State.UNKNOWN) {
      return true;
    }
    if (!index.hasInput(input.hash(), input.fingerprint())) {
      throw changed(input, state);
    }
    if (state == KeyIndex.State.FAILED && retriesFailures) {
      return true;
    }
    if (state != KeyIndex.State.TAKEN) {
      meter.found(state == KeyIndex.State.ANSWERED);
      index.put(input.hash(), input.fingerprint(), KeyIndex.State.TAKEN);
    }
    return false;
  }

  private JournalException changed(Input input, KeyIndex.State state) {
    return new JournalException(
        state == KeyIndex.State.TAKEN
            ? ("Two different inputs of the batch have the key '%s'; the second is input %s. Give each"
                    + " input a key of its own.")
                .formatted(input.key(), position)
            : ("The input with the key '%s', input %s of the batch, is another one than that in the"
                    + " journal. Give other inputs a journal of their own, or, where inputs come and go,"
                    + " a key by withKey.")
                .formatted(input.key(), position));
  }

  @Override
  public I next() {
    if (!hasNext() || next == null || nextInput == null) {
      throw new NoSuchElementException("There are no more inputs.");
    }
    I input = next;
    open.put(given++, nextInput);
    next = null;
    nextInput = null;
    return input;
  }
}
