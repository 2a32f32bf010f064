package dev.runnel.json.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeyCacheTest {
  private final KeyCache cache = new KeyCache();

  private String get(String key) {
    TextBuffer text = new TextBuffer();
    text.append(key.toCharArray(), 0, key.length());
    return cache.get(text);
  }

  @Test
  void givesEachKeyAsItIsWrittenWhateverCameBefore() {
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      String key =
          random
              .ints(random.nextInt(70), 'a', 'c')
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();
      assertThat(get(key)).isEqualTo(key);
    }
  }

  @Test
  void givesAKeyThatComesAgainAsTheSameString() {
    for (int length = 0; length <= 64; length++) {
      assertThat(get("k".repeat(length))).isSameAs(get("k".repeat(length)));
    }
    assertThat(get("k".repeat(65))).isNotSameAs(get("k".repeat(65))).hasSize(65);
  }

  @Test
  void keepsMostOfManyKeys() {
    String[] first = IntStream.range(0, 100).mapToObj(i -> get("name" + i)).toArray(String[]::new);
    long kept = IntStream.range(0, 100).filter(i -> get("name" + i) == first[i]).count();
    assertThat(kept).isGreaterThan(60);
  }
}
