package dev.runnel.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.AbstractChunkStream;
import dev.runnel.EmptyStreamException;
import dev.runnel.StreamClosedException;
import dev.runnel.Whole;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A stream that a user writes, over the base that is there for it. */
class OwnStreamTest {
  @Test
  void itIsReadInEachWay() {
    assertThat(lines("a\nb").toList()).containsExactly("a", "b");
    assertThat(lines("a\nb").collect(Whole.text())).isEqualTo("ab");
    assertThat(lines("a\nb\nc").limit(2).toList()).containsExactly("a", "b");
    List<String> pushed = new ArrayList<>();
    lines("a\nb").forEach(pushed::add);
    assertThat(pushed).containsExactly("a", "b");
    try (Stream<String> stream = lines("a\nb").toJavaStream()) {
      assertThat(stream.map(line -> line + "!")).containsExactly("a!", "b!");
    }
  }

  @Test
  void whatWasPulledIsNotCollectedAgain() {
    Lines lines = lines("a\nb\nc");
    assertThat(lines.next()).isEqualTo("a");
    assertThat(lines.toList()).containsExactly("b", "c");
    assertThat(lines.closed).isTrue();
  }

  @Test
  void theListCannotBeChanged() {
    List<String> list = lines("a").toList();
    assertThatThrownBy(() -> list.add("b")).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void aStreamWithoutChunksHasAWholeOnlyWhereTheRuleHasOne() {
    assertThat(lines("").collect(Whole.text())).isEmpty();
    assertThatThrownBy(() -> lines("").collect(Whole.last()))
        .isInstanceOf(EmptyStreamException.class)
        .hasMessage("The stream has no chunk left, and there is no whole of nothing.");
  }

  @Test
  void aBreakOfForEachEndsItAndClosesTheStream() {
    Lines lines = lines("a\nb\nc");
    List<String> read = new ArrayList<>();
    lines.forEach(
        line -> {
          read.add(line);
          lines.close();
        });
    assertThat(read).containsExactly("a");
    assertThat(lines.closed).isTrue();
    assertThatThrownBy(lines::hasNext).isInstanceOf(StreamClosedException.class);
  }

  @Test
  void anActionThatThrowsClosesTheStream() {
    Lines lines = lines("a\nb");
    IllegalStateException thrown = new IllegalStateException("enough");
    assertThatThrownBy(
            () ->
                lines.forEach(
                    line -> {
                      throw thrown;
                    }))
        .isSameAs(thrown);
    assertThat(lines.closed).isTrue();
  }

  @Test
  void itIsIteratedOnce() {
    Lines lines = lines("a\nb");
    Iterator<String> iterator = lines.iterator();
    assertThat(iterator.next()).isEqualTo("a");
    assertThatThrownBy(lines::iterator)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("iterated before");
  }

  private static Lines lines(String text) {
    return new Lines(new BufferedReader(new StringReader(text)));
  }

  /** As in the documentation of the base. */
  private static final class Lines extends AbstractChunkStream<String> {
    private final BufferedReader reader;
    private String line;
    private volatile boolean closed;

    Lines(BufferedReader reader) {
      this.reader = reader;
    }

    @Override
    public boolean hasNext() {
      if (line == null && closed) {
        throw new StreamClosedException("The file was closed before its end.");
      }
      try {
        line = line == null ? reader.readLine() : line;
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
      return line != null;
    }

    @Override
    public String next() {
      if (!hasNext()) {
        throw new NoSuchElementException("The file has ended.");
      }
      String next = line;
      line = null;
      return next;
    }

    @Override
    protected void release() {
      closed = true;
      try {
        reader.close();
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
    }
  }
}
