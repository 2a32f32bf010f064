package dev.runnel.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeyIndexTest {
  /** What an index was told of a key. */
  private record Known(String fingerprint, KeyIndex.State state) {}

  @Test
  void itKnowsWhatAMapKnows() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    KeyIndex index = new KeyIndex();
    Map<String, Known> map = new HashMap<>();
    KeyIndex.State[] states = {
      KeyIndex.State.ANSWERED, KeyIndex.State.FAILED, KeyIndex.State.TAKEN
    };
    for (int i = 0; i < 100_000; i++) {
      String key = "" + random.nextInt(50_000);
      Known known =
          new Known(
              JsonText.fingerprint("input " + random.nextInt(5)),
              states[random.nextInt(states.length)]);
      index.put(KeyIndex.Hash.of(key), known.fingerprint(), known.state());
      map.put(key, known);
    }
    assertThat(index.size()).as("seed %d", seed).isEqualTo(map.size());
    for (int i = 0; i < 50_000; i++) {
      KeyIndex.Hash key = KeyIndex.Hash.of("" + i);
      Known known = map.get("" + i);
      assertThat(index.get(key))
          .as("seed %d, key %d", seed, i)
          .isEqualTo(known == null ? KeyIndex.State.UNKNOWN : known.state());
      if (known != null) {
        assertThat(index.hasInput(key, known.fingerprint())).isTrue();
        assertThat(index.hasInput(key, JsonText.fingerprint("another"))).isFalse();
      }
    }
  }
}
