package dev.runnel.parser;

import dev.runnel.Transformer;
import dev.runnel.TransformerRunnel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Feeds chunks to a parser and keeps what comes of it. */
final class Feed<C, O> {
  private final TransformerRunnel<String, C, O> parser;

  /** What was emitted, in order. */
  final List<C> emitted = new ArrayList<>();

  /** The chunk's index at which each was emitted; the number of chunks if at the end. */
  final List<Integer> at = new ArrayList<>();

  /** The error, and the chunk at which it came. */
  @Nullable JsonStreamException error;

  int errorAt = -1;

  private Feed(TransformerRunnel<String, C, O> parser) {
    this.parser = parser;
  }

  static <C, O> Feed<C, O> of(TransformerRunnel<String, C, O> parser, List<String> chunks) {
    Feed<C, O> feed = new Feed<>(parser);
    feed.run(chunks);
    return feed;
  }

  static <C, O> Feed<C, O> of(TransformerRunnel<String, C, O> parser, String... chunks) {
    return of(parser, List.of(chunks));
  }

  private void run(List<String> chunks) {
    Transformer<String, C> transformer = parser.newTransformer();
    int index = 0;
    try {
      for (; index < chunks.size(); index++) {
        int chunk = index;
        transformer.onChunk(chunks.get(index), value -> add(value, chunk));
      }
      transformer.onComplete(value -> add(value, chunks.size()));
    } catch (JsonStreamException e) {
      error = e;
      errorAt = index;
    } catch (Exception e) {
      throw e instanceof RuntimeException known ? known : new IllegalStateException(e);
    }
  }

  private void add(C value, int chunk) {
    emitted.add(value);
    at.add(chunk);
  }

  /** The result of the run, as {@code invoke} would give it. */
  Optional<O> result() {
    if (error != null) {
      return Optional.empty();
    }
    if (emitted.isEmpty()) {
      return parser.whole().whenEmpty();
    }
    var accumulator = parser.whole().accumulator();
    emitted.forEach(accumulator::add);
    return Optional.of(accumulator.sum());
  }

  static List<String> characters(String text) {
    List<String> characters = new ArrayList<>(text.length());
    for (int i = 0; i < text.length(); i++) {
      characters.add(text.substring(i, i + 1));
    }
    return characters;
  }

  static List<String> cut(String text, int size) {
    List<String> chunks = new ArrayList<>();
    for (int i = 0; i < text.length(); i += size) {
      chunks.add(text.substring(i, Math.min(text.length(), i + size)));
    }
    return chunks;
  }
}
