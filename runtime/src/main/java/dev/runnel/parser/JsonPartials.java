package dev.runnel.parser;

import dev.runnel.Emitter;
import dev.runnel.Transformer;
import dev.runnel.Whole;
import dev.runnel.annotations.Cumulative;
import dev.runnel.parser.internal.DocumentReader;
import dev.runnel.parser.internal.Snapshots;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Shows what is there of a typed document: a {@link Partial} after each chunk that changes or
 * completes something. The whole is the {@code T}.
 *
 * <p>If a truncated text is {@linkplain #onTruncated kept}, or an error {@linkplain #lenient()
 * forgiven}, the chunks end without a complete one; the whole of such a run is an error, since no
 * {@code T} is made of half its values.
 *
 * @param <T> what the complete document is bound to
 */
@Cumulative
public final class JsonPartials<T> extends JsonView<Partial<T>, T, JsonPartials<T>> {
  private final Type type;

  JsonPartials(JsonSettings settings, Type type) {
    super(settings);
    this.type = type;
  }

  @Override
  JsonPartials<T> with(JsonSettings other) {
    return new JsonPartials<>(other, type);
  }

  /**
   * Lets a slow reader skip what is not the latest any more. Give the other options before this
   * one.
   *
   * @return the view, parsing on a thread of its own
   */
  public LatestOnly<Partial<T>, T> latestOnly() {
    return new LatestOnly<>(this);
  }

  @Override
  public Whole<Partial<T>, T> whole() {
    return new LastChunk<>(this::wholeOf, null);
  }

  private T wholeOf(Partial<T> last) {
    return last.whole()
        .orElseThrow(
            () ->
                new JsonBindException(
                    "",
                    -1,
                    last.json(),
                    type.getTypeName(),
                    "the text ended before the document did. Read the stream of partials, or use"
                        + " partialAs with a type whose parts may be missing.",
                    null));
  }

  @Override
  public Transformer<String, Partial<T>> newTransformer() {
    DocumentReader reader = new DocumentReader(settings.options());
    JsonBinding<T> binding = new JsonBinding<>(settings.mapper(), type);
    return new Growing<>(reader) {
      @Override
      void emit(JsonNode value, boolean complete, Emitter<Partial<T>> out) {
        T whole = complete ? binding.bind(value, "", -1) : null;
        out.emit(new Partial<>(value, settings.mapper(), complete, whole));
      }
    };
  }

  /** Reads on, and emits where a value changed or became complete. */
  abstract static class Growing<C> implements Transformer<String, C> {
    private final DocumentReader reader;
    private final Snapshots snapshots = new Snapshots();
    private long completed;
    private boolean emittedComplete;

    Growing(DocumentReader reader) {
      this.reader = reader;
    }

    abstract void emit(JsonNode value, boolean complete, Emitter<C> out);

    @Override
    public void onChunk(String chunk, Emitter<C> out) {
      advance(reader.feed(chunk), out);
    }

    @Override
    public void onComplete(Emitter<C> out) {
      JsonNode last = reader.complete();
      JsonNode result = reader.result();
      if (result == null || emittedComplete) {
        advance(last, out);
      } else {
        emit(result, true, out);
      }
    }

    private void advance(@Nullable JsonNode value, Emitter<C> out) {
      Errors.throwIfFailed(reader);
      if (value == null) {
        return;
      }
      boolean complete = reader.result() != null;
      boolean changed = snapshots.isNew(value);
      if (changed || completed != reader.completed() || complete != emittedComplete) {
        completed = reader.completed();
        emittedComplete = complete;
        emit(value, complete, out);
      }
    }
  }
}
