package dev.runnel.json.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTableTest {
  /** Makes keys that are all equal to String's own hash. */
  private static String[] colliding(int bits) {
    return IntStream.range(0, 1 << bits)
        .mapToObj(
            i ->
                IntStream.range(0, bits)
                    .mapToObj(bit -> (i >> bit & 1) == 0 ? "Aa" : "BB")
                    .reduce("", String::concat))
        .toArray(String[]::new);
  }

  private static KeyTable table(String[] keys) {
    KeyTable table = KeyTable.of(keys, KeyTable.FROM);
    for (int i = KeyTable.FROM; i < keys.length; i++) {
      table = table.add(keys[i], i);
    }
    return table;
  }

  @Test
  void findsEachKeyWhereItIs() {
    String[] keys = colliding(10);
    KeyTable table = table(keys);
    for (int i = 0; i < keys.length; i++) {
      assertThat(table.find(keys[i], keys, keys.length)).isEqualTo(i);
    }
    assertThat(table.find("another", keys, keys.length)).isEqualTo(-1);
  }

  @Test
  void doesNotFindForAnOlderViewWhatWasAddedSince() {
    String[] keys = colliding(5);
    KeyTable table = table(keys);
    for (int size = 0; size < keys.length; size++) {
      assertThat(table.find(keys[size], keys, size)).isEqualTo(-1);
      assertThat(table.find(keys[size], keys, size + 1)).isEqualTo(size);
    }
  }

  /** Nearly as many as random numbers would take. */
  @Test
  void spreadsKeysOverItsSlots() {
    String[] keys = colliding(12);
    KeyTable table = table(keys);
    long slots =
        Arrays.stream(keys).mapToInt(key -> table.slotOf(KeyTable.hash(key))).distinct().count();
    assertThat(slots).isGreaterThan(keys.length / 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "\uFFFF\uFFFF\uFFFF", "name", "a long key of several words"})
  void hashesByAPolynomialModuloAPrime(String key) {
    long[] bases =
        new Random(1).longs(100, 1, KeyTable.PRIME).map(base -> base | 1L << 60).toArray();
    bases[0] = KeyTable.PRIME - 1;
    BigInteger prime = BigInteger.valueOf(KeyTable.PRIME);
    for (long base : bases) {
      BigInteger expected = BigInteger.ONE;
      for (char c : key.toCharArray()) {
        expected = expected.multiply(BigInteger.valueOf(base)).add(BigInteger.valueOf(c));
      }
      expected = expected.multiply(BigInteger.valueOf(base)).mod(prime);
      assertThat(BigInteger.valueOf(KeyTable.hash(key, base)).mod(prime)).isEqualTo(expected);
    }
  }
}
