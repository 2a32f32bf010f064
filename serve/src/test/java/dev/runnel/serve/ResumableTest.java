package dev.runnel.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ResumableTest {
  @Test
  void aNameIsMadeOfAllItsPartsAndTheirPlaces() {
    List<String> names =
        Stream.of(
                List.of("a", "b", "c"),
                List.of("ab", "", "c"),
                List.of("a", "", "bc"),
                List.of("", "ab", "c"),
                List.of("a1:", "b", "c"))
            .map(parts -> Resumable.name(parts.get(0), parts.get(1), parts.get(2)))
            .toList();

    assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches("[0-9a-f]{64}"));
  }

  @Test
  void refusesATimeInWhichNothingIsKept() {
    assertThatThrownBy(() -> Resumable.of(StreamStore.inMemory(), Duration.ofNanos(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("more than zero");
  }
}
