package dev.runnel.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What was opened last is closed first. */
class OwnedTest {
  private final Owned owned = new Owned();

  /** Is told apart by its name in messages. */
  private record Source(String name) implements AutoCloseable {
    @Override
    public void close() {}
  }

  private final Source first = new Source("first");
  private final Source second = new Source("second");
  private final Source third = new Source("third");

  @Test
  void theOrderIsKeptAfterTheOldestWasRemoved() {
    owned.add(first);
    owned.add(second);
    assertThat(owned.remove(first)).isTrue();
    owned.add(third);
    assertThat(owned.inOrder()).extracting(Owned.Entry::resource).containsExactly(third, second);
  }

  @Test
  void theOrderIsKeptAfterAllButOneWereRemoved() {
    owned.add(first);
    owned.add(second);
    owned.add(third);
    assertThat(owned.remove(second)).isTrue();
    assertThat(owned.remove(first)).isTrue();
    owned.add(first);
    owned.add(second);
    assertThat(owned.inOrder())
        .extracting(Owned.Entry::resource)
        .containsExactly(second, first, third);
  }

  @Test
  void whatIsAddedTwiceIsHeldOnce() {
    owned.add(first);
    owned.add(second);
    owned.add(first);
    owned.add(second);
    owned.add(third);
    owned.add(second);
    assertThat(owned.inOrder())
        .extracting(Owned.Entry::resource)
        .containsExactly(second, third, first);
    assertThat(owned.remove(first)).isTrue();
    owned.add(second);
    assertThat(owned.inOrder()).extracting(Owned.Entry::resource).containsExactly(second, third);
  }

  @Test
  void whatWasRemovedIsNotThere() {
    assertThat(owned.isEmpty()).isTrue();
    owned.add(first);
    assertThat(owned.remove(second)).isFalse();
    assertThat(owned.remove(first)).isTrue();
    assertThat(owned.remove(first)).isFalse();
    assertThat(owned.isEmpty()).isTrue();
    assertThat(owned.inOrder()).isEmpty();
  }

  @Test
  void itIsEmptyWhenAllThatItHeldIsRemoved() {
    owned.add(first);
    owned.add(second);
    owned.add(third);
    assertThat(owned.remove(first)).isTrue();
    assertThat(owned.isEmpty()).isFalse();
    assertThat(owned.remove(third)).isTrue();
    assertThat(owned.isEmpty()).isFalse();
    assertThat(owned.remove(second)).isTrue();
    assertThat(owned.isEmpty()).isTrue();
    owned.add(third);
    assertThat(owned.isEmpty()).isFalse();
    assertThat(owned.inOrder()).extracting(Owned.Entry::resource).containsExactly(third);
  }
}
