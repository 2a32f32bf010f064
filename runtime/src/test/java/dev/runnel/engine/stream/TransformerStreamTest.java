package dev.runnel.engine.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.AbstractChunkStream;
import dev.runnel.ChunkStream;
import dev.runnel.Emitter;
import dev.runnel.NullChunkException;
import dev.runnel.StreamClosedException;
import dev.runnel.Transformer;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the reader of a transformer gets, and when what it reads is closed. */
class TransformerStreamTest {
  private final AtomicInteger closed = new AtomicInteger();

  private ChunkStream<Integer> numbers() {
    return ChunkStream.from(Stream.of(1, 2, 3).onClose(closed::incrementAndGet));
  }

  /** Says each number twice. */
  private static class Twice implements Transformer<Integer, String> {
    @Override
    public void onChunk(Integer number, Emitter<String> out) throws Exception {
      out.emit(number + "a");
      out.emit(number + "b");
    }
  }

  private TransformerStream<Integer, String> stream(Transformer<Integer, String> transformer) {
    return new TransformerStream<>(numbers(), transformer, "twice");
  }

  @Test
  void chunksComeInOrderAndThenTheEnd() {
    TransformerStream<Integer, String> stream = stream(new Twice());
    assertThat(stream.next()).isEqualTo("1a");
    assertThat(stream.hasNext()).isTrue();
    assertThat(stream.toList()).containsExactly("1b", "2a", "2b", "3a", "3b");
    assertThat(stream.hasNext()).isFalse();
    assertThatThrownBy(stream::next).isInstanceOf(NoSuchElementException.class);
    assertThat(closed).hasValue(1);
  }

  @Test
  void whatIsEmittedAtTheEndComesLast() {
    IllegalStateException broken = new IllegalStateException("broken");
    TransformerStream<Integer, String> stream =
        stream(
            new Twice() {
              @Override
              public void onComplete(Emitter<String> out) throws Exception {
                out.emit("end");
                throw broken;
              }
            });
    assertThat(Stream.generate(stream::next).limit(7)).endsWith("3a", "3b", "end");
    assertThatThrownBy(stream::hasNext).isSameAs(broken);
  }

  @Test
  void aFailureComesAfterTheChunksBeforeItAndStays() {
    IllegalStateException broken = new IllegalStateException("broken");
    TransformerStream<Integer, String> stream =
        stream(
            new Twice() {
              @Override
              public void onChunk(Integer number, Emitter<String> out) throws Exception {
                super.onChunk(number, out);
                throw broken;
              }
            });
    assertThat(stream.next()).isEqualTo("1a");
    assertThat(stream.next()).isEqualTo("1b");
    assertThatThrownBy(stream::hasNext).isSameAs(broken);
    assertThatThrownBy(stream::next).isSameAs(broken);
  }

  /** Whatever the transformer makes of the exception that it gets. */
  @Test
  void anEmittedNullIsTheFailure() {
    TransformerStream<Integer, String> stream =
        stream(
            (number, out) -> {
              try {
                out.emit(null);
              } catch (NullChunkException hidden) {
                throw new IllegalStateException("something else");
              }
            });
    assertThatThrownBy(stream::hasNext)
        .isInstanceOf(NullChunkException.class)
        .hasMessage("'twice' emitted null.");
  }

  @Test
  void whatIsLeftOfAClosedStreamIsNotRead() {
    TransformerStream<Integer, String> stream = stream(new Twice());
    assertThat(stream.next()).isEqualTo("1a");

    stream.close();
    stream.close();

    assertThat(closed).hasValue(1);
    assertThatThrownBy(stream::hasNext)
        .isInstanceOf(StreamClosedException.class)
        .hasMessage("The stream of 'twice' was closed before its end.");
  }

  @Test
  void itClosesAsPromptlyAsWhatItReads() {
    assertThat(stream(new Twice()).closesPromptly()).isFalse();
    TransformerStream<Integer, Integer> prompt =
        new TransformerStream<>(new Prompt(), (number, out) -> out.emit(number), "same");
    assertThat(prompt.closesPromptly()).isTrue();
    assertThat(new TransformerStream<>(prompt, new Twice(), "twice").closesPromptly()).isTrue();
  }

  /** Has nothing, and says that it closes at once. */
  private static final class Prompt extends AbstractChunkStream<Integer> implements ClosesPromptly {
    @Override
    public boolean hasNext() {
      return false;
    }

    @Override
    public Integer next() {
      throw new NoSuchElementException("There is none.");
    }

    @Override
    protected void release() {}
  }
}
