package dev.runnel.engine.wrap;

import dev.runnel.ChunkStream;
import dev.runnel.NullChunkException;
import dev.runnel.Transformer;
import dev.runnel.TransformerRunnel;
import dev.runnel.engine.ChainPipeline;
import dev.runnel.engine.RelayPipeline;
import dev.runnel.engine.stream.Failures;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Pushes the chunks of a step through the transformers that come after it, however many, in one
 * loop: streams in streams, or emitters in emitters, would take stack for each of them. What one
 * emits is handed on when it has returned.
 *
 * @param <C> the chunks of the last one
 */
final class Transformed<C> extends RelayPipeline<Object, C> {
  private final int source;
  private final ChunkStream<Object> chunks;
  private final List<TransformerRunnel<Object, Object, ?>> components;
  private final List<Transformer<Object, Object>> transformers = new ArrayList<>();

  /** What is still to be handed on; the next one first. */
  private final Deque<Given> waiting = new ArrayDeque<>();

  /** What the transformer that runs has emitted so far. */
  private final List<Object> emitted = new ArrayList<>();

  private int running;

  /** What that transformer has failed with. */
  private @Nullable Throwable failure;

  /**
   * A chunk, or a failure, on its way.
   *
   * @param by which transformer gave it; -1 for the source
   */
  private record Given(int by, @Nullable Object chunk, @Nullable Throwable failure) {
    Object given() {
      return Objects.requireNonNull(chunk);
    }
  }

  /**
   * Makes it.
   *
   * @param reader the pipeline of the whole sequence
   * @param source the step that gives the chunks; those after it are the transformers
   */
  Transformed(
      ChainPipeline<?> reader,
      int source,
      ChunkStream<Object> chunks,
      List<TransformerRunnel<Object, Object, ?>> components) {
    super(reader, chunks);
    this.source = source;
    this.chunks = chunks;
    this.components = components;
  }

  private int step(int transformer) {
    return source + 1 + transformer;
  }

  @Override
  protected void start() {
    for (int i = 0; i < components.size(); i++) {
      transformers.add(newTransformer(step(i), components.get(i)));
      enter(step(i)); // they start before the first chunk, as all that reads streams does
    }
    relay(source, chunks);
  }

  @Override
  protected void onNext(Object chunk) throws Exception {
    waiting.push(new Given(-1, chunk, null));
    handOn();
  }

  @Override
  protected void onEnd() throws Exception {
    for (int i = 0; i < transformers.size(); i++) {
      Transformer<Object, Object> transformer = transformers.get(i);
      enter(step(i));
      running = i;
      try {
        transformer.onComplete(this::emit);
      } catch (Throwable thrown) {
        failed(thrown);
      }
      takeEmitted();
      handOn();
      end(step(i));
    }
  }

  @SuppressWarnings("unchecked") // the types of the methods that composed it have checked that
  private void handOn() throws Exception {
    while (!waiting.isEmpty()) {
      Given next = waiting.pop();
      if (next.by() >= 0) {
        comeTo(step(next.by()));
      }
      if (next.failure() != null) {
        throw Failures.sneakyThrow(next.failure());
      }
      Object chunk = next.by() < 0 ? next.given() : chunk(step(next.by()), next.given());
      int reader = next.by() + 1;
      if (reader == transformers.size()) {
        reader().accept((C) chunk);
      } else {
        transform(reader, chunk);
      }
    }
  }

  private void transform(int reader, Object chunk) {
    comeTo(step(reader));
    enter(step(reader));
    running = reader;
    try {
      transformers.get(reader).onChunk(chunk, this::emit);
    } catch (Throwable thrown) {
      failed(thrown);
    }
    takeEmitted();
  }

  private void emit(@Nullable Object chunk) {
    try {
      emitted.add(given(step(running), chunk));
    } catch (NullChunkException isNull) {
      failed(isNull);
      throw isNull;
    }
  }

  private void failed(Throwable thrown) {
    failure = failure == null ? thrown : failure;
  }

  /** Lets what was emitted wait before all else, and behind it the failure, if there was one. */
  private void takeEmitted() {
    if (failure != null) {
      waiting.push(new Given(running, null, failure));
      failure = null;
    }
    for (int i = emitted.size() - 1; i >= 0; i--) {
      waiting.push(new Given(running, emitted.get(i), null));
    }
    emitted.clear();
  }
}
