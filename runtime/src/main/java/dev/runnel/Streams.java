package dev.runnel;

import dev.runnel.engine.call.Engine;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The streams that {@link ChunkStream} offers. */
final class Streams {
  private Streams() {}

  static <C> ChunkStream<C> of(C[] chunks) {
    Objects.requireNonNull(chunks, "The source of the stream is null.");
    return new Source<>(Arrays.asList(chunks.clone()).iterator(), null);
  }

  static <C> ChunkStream<C> from(Iterable<? extends C> chunks) {
    Objects.requireNonNull(chunks, "The source of the stream is null.");
    return new Source<>(chunks.iterator(), chunks instanceof AutoCloseable c ? c : null);
  }

  static <C> ChunkStream<C> from(Iterator<? extends C> chunks) {
    Objects.requireNonNull(chunks, "The source of the stream is null.");
    return new Source<>(chunks, null);
  }

  static <C> ChunkStream<C> from(Stream<? extends C> chunks) {
    Objects.requireNonNull(chunks, "The source of the stream is null.");
    return new Source<>(chunks.iterator(), chunks);
  }

  static <C> ChunkStream<C> from(Flow.Publisher<? extends C> chunks) {
    Objects.requireNonNull(chunks, "The source of the stream is null.");
    return Engine.published(chunks);
  }

  static <C> ChunkStream<C> limit(ChunkStream<C> chunks, long maxChunks) {
    if (maxChunks < 0) {
      throw new IllegalArgumentException(
          "The limit is " + maxChunks + ", but it must be 0 or more.");
    }
    return new Limited<>(chunks, maxChunks);
  }

  static <C> ChunkStream<C> takeWhile(ChunkStream<C> chunks, Predicate<? super C> condition) {
    return new Taking<>(chunks, condition);
  }

  static <C> Stream<C> toJavaStream(ChunkStream<C> chunks) {
    int traits = Spliterator.ORDERED | Spliterator.NONNULL;
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(chunks.iterator(), traits), false)
        .onClose(chunks::close);
  }

  static <C, O> O collect(ChunkStream<C> chunks, Whole<? super C, O> whole) {
    Adding<C, O> adding = new Adding<>(whole.accumulator());
    chunks.forEach(adding);
    return adding.empty
        ? whole
            .whenEmpty()
            .orElseThrow(
                () ->
                    new EmptyStreamException(
                        "The stream has no chunk left, and there is no whole of nothing."))
        : adding.accumulator.sum();
  }

  private static StreamClosedException cut() {
    return new StreamClosedException("The stream was closed before its end.");
  }

  private static final class Adding<C, O> implements Consumer<C> {
    private final Accumulator<? super C, O> accumulator;
    private boolean empty = true;

    Adding(Accumulator<? super C, O> accumulator) {
      this.accumulator = accumulator;
    }

    @Override
    public void accept(C chunk) {
      empty = false;
      accumulator.add(chunk);
    }
  }

  /** Streams an iterator, and closes what it comes from. */
  private static final class Source<C> extends AbstractChunkStream<C> {
    private final Iterator<? extends C> chunks;
    private final @Nullable AutoCloseable origin;
    private boolean ended;
    private volatile boolean closed;

    Source(Iterator<? extends C> chunks, @Nullable AutoCloseable origin) {
      this.chunks = chunks;
      this.origin = origin;
    }

    @Override
    public boolean hasNext() {
      if (ended) {
        return false;
      }
      if (closed) {
        throw cut();
      }
      if (chunks.hasNext()) {
        return true;
      }
      if (closed) { // what ends when it is closed was cut
        throw cut();
      }
      ended = true;
      close();
      return false;
    }

    @Override
    public C next() {
      if (!hasNext()) {
        throw new NoSuchElementException("The stream has ended.");
      }
      C chunk = chunks.next();
      if (chunk == null) {
        throw new NullChunkException("A null chunk is in the source of a stream.");
      }
      return chunk;
    }

    @Override
    protected void release() {
      synchronized (this) {
        if (closed) {
          return;
        }
        closed = true;
      }
      Source.<RuntimeException>closeBoth(
          chunks instanceof AutoCloseable closeable && chunks != origin ? closeable : null, origin);
    }

    /** Closes both; what that throws passes as it is, also where it is a checked exception. */
    @SuppressWarnings("unchecked")
    private static <E extends Exception> void closeBoth(
        @Nullable AutoCloseable first, @Nullable AutoCloseable second) throws E {
      try {
        try {
          if (first != null) {
            first.close();
          }
        } finally {
          if (second != null) {
            second.close();
          }
        }
      } catch (Exception failure) {
        throw (E) failure;
      }
    }
  }

  private static final class Limited<C> extends AbstractChunkStream<C> {
    private final ChunkStream<C> chunks;
    private long left;

    Limited(ChunkStream<C> chunks, long left) {
      this.chunks = chunks;
      this.left = left;
    }

    @Override
    public boolean hasNext() {
      if (left > 0) {
        return chunks.hasNext();
      }
      chunks.close();
      return false;
    }

    @Override
    public C next() {
      if (!hasNext()) {
        throw new NoSuchElementException("The stream has reached its limit, or has ended.");
      }
      C chunk = chunks.next();
      left--;
      if (left == 0) {
        chunks.close();
      }
      return chunk;
    }

    @Override
    protected void release() {
      chunks.close();
    }
  }

  private static final class Taking<C> extends AbstractChunkStream<C> {
    private final ChunkStream<C> chunks;
    private final Predicate<? super C> condition;
    private @Nullable C waiting;
    private boolean ended;
    private volatile boolean closed;

    Taking(ChunkStream<C> chunks, Predicate<? super C> condition) {
      this.chunks = chunks;
      this.condition = condition;
    }

    @Override
    public boolean hasNext() {
      if (waiting != null) {
        if (closed) {
          throw cut();
        }
        return true;
      }
      if (ended || !chunks.hasNext()) {
        ended = true;
        return false;
      }
      C chunk = chunks.next();
      if (fits(chunk)) {
        waiting = chunk;
        return true;
      }
      ended = true;
      chunks.close();
      return false;
    }

    private boolean fits(C chunk) {
      try {
        return condition.test(chunk);
      } catch (Throwable thrown) {
        close();
        throw thrown;
      }
    }

    @Override
    public C next() {
      @Nullable C chunk = hasNext() ? waiting : null;
      if (chunk == null) {
        throw new NoSuchElementException("The stream has ended.");
      }
      waiting = null;
      return chunk;
    }

    @Override
    protected void release() {
      closed = true;
      chunks.close();
    }
  }
}
