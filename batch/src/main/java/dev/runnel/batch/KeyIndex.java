package dev.runnel.batch;

import java.nio.ByteBuffer;

/**
 * Which keys have an outcome, and for which inputs: 16 bytes a slot, so that ten million keys take
 * some 270 MB. Keys are told apart by 96 bits of their hash, and inputs by 30. Not thread-safe.
 */
final class KeyIndex {
  private static final int FIRST_SLOTS = 1 << 10;
  private static final int MOST_SLOTS = 1 << 30;
  private static final double FULL = 0.75;

  /** The bits of {@link #inputs} that hold the state. */
  private static final int STATES = 3;

  private long[] keys = new long[FIRST_SLOTS];
  private int[] moreOfKeys = new int[FIRST_SLOTS];

  /** The input's fingerprint, and the state, which is 0 in a free slot. */
  private int[] inputs = new int[FIRST_SLOTS];

  private int size;

  /** What a key is told apart by. */
  record Hash(long first, int more) {
    static Hash of(String key) {
      ByteBuffer bytes = ByteBuffer.wrap(JsonText.digest(key));
      return new Hash(bytes.getLong(), bytes.getInt());
    }
  }

  /** What is known of a key. */
  enum State {
    UNKNOWN(0),
    ANSWERED(1),
    FAILED(2),
    /** It was taken in this run, whatever has become of it. */
    TAKEN(3);

    private final int bits;

    State(int bits) {
      this.bits = bits;
    }

    private static State of(int bits) {
      return switch (bits & STATES) {
        case 0 -> UNKNOWN;
        case 1 -> ANSWERED;
        case 2 -> FAILED;
        default -> TAKEN;
      };
    }
  }

  /** How many keys there are. */
  int size() {
    return size;
  }

  /** Returns what is known of a key. */
  State get(Hash key) {
    return State.of(inputs[slotOf(key.first(), key.more())]);
  }

  /** Tells whether a key that is known has this input. */
  boolean hasInput(Hash key, String fingerprint) {
    return (inputs[slotOf(key.first(), key.more())] & ~STATES) == bitsOf(fingerprint);
  }

  void put(Hash key, String fingerprint, State state) {
    if (size >= FULL * keys.length) {
      grow();
    }
    put(key.first(), key.more(), bitsOf(fingerprint) | state.bits);
  }

  private void put(long key, int more, int input) {
    int slot = slotOf(key, more);
    size += inputs[slot] == 0 ? 1 : 0;
    keys[slot] = key;
    moreOfKeys[slot] = more;
    inputs[slot] = input;
  }

  /** Returns the slot of a key, or the free one where it belongs. */
  private int slotOf(long key, int more) {
    int last = keys.length - 1;
    int slot = (int) (key & last);
    while (inputs[slot] != 0 && (keys[slot] != key || moreOfKeys[slot] != more)) {
      slot = (slot + 1) & last;
    }
    return slot;
  }

  private void grow() {
    if (keys.length == MOST_SLOTS) {
      throw new JournalException(
          "A batch has at most " + size + " inputs. Divide it, with a journal for each part.");
    }
    long[] oldKeys = keys;
    int[] oldMore = moreOfKeys;
    int[] oldInputs = inputs;
    keys = new long[2 * oldKeys.length];
    moreOfKeys = new int[2 * oldKeys.length];
    inputs = new int[2 * oldKeys.length];
    size = 0;
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldInputs[i] != 0) {
        put(oldKeys[i], oldMore[i], oldInputs[i]);
      }
    }
  }

  /**
   * Returns bits of a fingerprint, whatever a journal gives as one, without those for the state.
   */
  private static int bitsOf(String fingerprint) {
    return fingerprint.hashCode() & ~STATES;
  }
}
