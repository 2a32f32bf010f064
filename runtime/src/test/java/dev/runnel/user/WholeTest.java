package dev.runnel.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.Accumulator;
import dev.runnel.ChunkStream;
import dev.runnel.Whole;
import dev.runnel.compose.RunnableGenerator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Rules that a user makes, and what the given ones promise. */
class WholeTest {
  @Test
  void aCollectorOfTheJdkIsARule() {
    Whole<Object, Long> count = Whole.from(Collectors.counting());
    assertThat(ChunkStream.of("a", "b").collect(count)).isEqualTo(2);
    assertThat(count.whenEmpty()).hasValue(0L);
    assertThat(ChunkStream.of(1, 2, 3).collect(Whole.from(Collectors.averagingInt(n -> n))))
        .isEqualTo(2.0);
  }

  @Test
  void aCollectorsSumStandsWhileChunksAreAdded() {
    Whole<Integer, List<Integer>> toList = Whole.from(Collectors.toList());
    Accumulator<Integer, List<Integer>> accumulator = toList.accumulator();
    accumulator.add(1);
    List<Integer> first = accumulator.sum();
    accumulator.add(2);
    assertThat(first).containsExactly(1);
    assertThat(accumulator.sum()).containsExactly(1, 2);
  }

  @Test
  void aFunctionOfTheListIsARule() {
    Whole<Object, Integer> size = Whole.fromList(List::size);
    assertThat(ChunkStream.of("a", "b").collect(size)).isEqualTo(2);
    assertThat(size.whenEmpty()).hasValue(0);
  }

  @Test
  void aRuleOfItsOwnSaysWhatNoChunksAre() {
    assertThat(ChunkStream.of("a", "ccc", "bb").collect(new LongestWord())).isEqualTo("ccc");
    assertThat(ChunkStream.<String>of().collect(new LongestWord())).isEqualTo("(none)");
    assertThat(ChunkStream.<String>of().collect(new LongestWord().map(String::length)))
        .isEqualTo(6);
    assertThat(new LongestWord().isLastChunk()).isFalse();
  }

  @Test
  void aRuleMayKeepTheLastChunkAlone() {
    Whole<String, String> latest = new Latest();
    var steps =
        RunnableGenerator.<Integer, String, String>ofEmitter(
            "steps", latest, (count, out) -> out.emit("after " + count));
    assertThat(steps.invoke(3)).isEqualTo("after 3");
    assertThat(latest.map(String::length).isLastChunk()).isTrue();
    assertThat(latest.mapChunks(Object::toString).isLastChunk()).isFalse();
  }

  private static final class LongestWord implements Whole<String, String> {
    @Override
    public Accumulator<String, String> accumulator() {
      return new Longest();
    }

    @Override
    public Optional<String> whenEmpty() {
      return Optional.of("(none)");
    }
  }

  private static final class Longest implements Accumulator<String, String> {
    private String longest = "";

    @Override
    public void add(String word) {
      longest = word.length() > longest.length() ? word : longest;
    }

    @Override
    public String sum() {
      return longest;
    }
  }

  private static final class Latest implements Whole<String, String> {
    @Override
    public Accumulator<String, String> accumulator() {
      return Whole.<String>last().accumulator();
    }

    @Override
    public boolean isLastChunk() {
      return true;
    }
  }
}
