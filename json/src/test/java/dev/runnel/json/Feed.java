package dev.runnel.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Feeds pieces to a reader and keeps what comes of it. */
final class Feed<C> {
  /** What was handed on, in order. */
  final List<C> emitted = new ArrayList<>();

  /** The piece's index at which each was handed on; the number of pieces if at the end. */
  final List<Integer> at = new ArrayList<>();

  /** The error, and the piece at which it came. */
  @Nullable JsonStreamException error;

  int errorAt = -1;

  private final JsonReader<?> reader;

  private Feed(JsonReader<?> reader) {
    this.reader = reader;
  }

  static <C> Feed<C> of(JsonReader<C> reader, List<String> pieces) {
    return of(reader, value -> value, pieces);
  }

  static <C> Feed<C> of(JsonReader<C> reader, String... pieces) {
    return of(reader, List.of(pieces));
  }

  private static <E, C> Feed<C> of(
      JsonReader<E> reader, Function<E, C> function, List<String> pieces) {
    Feed<C> feed = new Feed<>(reader);
    feed.run(reader, function, pieces);
    return feed;
  }

  static Feed<JsonNode> snapshots(JsonReadOptions options, List<String> pieces) {
    return of(JsonReader.snapshots(options), pieces);
  }

  static Feed<JsonNode> snapshots(JsonReadOptions options, String... pieces) {
    return snapshots(options, List.of(pieces));
  }

  /** Keeps the elements without their places. */
  static <C> Feed<C> elements(JsonReader<IndexedElement<C>> reader, List<String> pieces) {
    return of(reader, IndexedElement::value, pieces);
  }

  static <C> Feed<C> elements(JsonReader<IndexedElement<C>> reader, String... pieces) {
    return elements(reader, List.of(pieces));
  }

  private <E> void run(JsonReader<E> fed, Function<E, C> function, List<String> pieces) {
    int index = 0;
    try {
      for (; index < pieces.size(); index++) {
        int piece = index;
        fed.feed(pieces.get(index), value -> add(function.apply(value), piece));
      }
      fed.complete(value -> add(function.apply(value), pieces.size()));
    } catch (JsonStreamException e) {
      error = e;
      errorAt = index;
    }
  }

  private void add(C value, int piece) {
    emitted.add(value);
    at.add(piece);
  }

  C last() {
    return emitted.get(emitted.size() - 1);
  }

  Optional<JsonNode> result() {
    return reader.result();
  }

  static List<String> characters(String text) {
    return cut(text, 1);
  }

  static List<String> cut(String text, int size) {
    List<String> pieces = new ArrayList<>();
    for (int i = 0; i < text.length(); i += size) {
      pieces.add(text.substring(i, Math.min(text.length(), i + size)));
    }
    return pieces;
  }
}
