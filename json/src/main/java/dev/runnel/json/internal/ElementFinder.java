package dev.runnel.json.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * Hands out the complete elements of the array at a JSON Pointer; it keeps nothing else of the
 * text.
 *
 * <p>Elements of a document that is not settled wait until it is. Not thread-safe.
 */
public final class ElementFinder implements DocumentEvents {
  /**
   * One complete element.
   *
   * @param index its place, from 0
   * @param value its value
   */
  public record Found(int index, JsonNode value) {}

  private final String[] segments;
  private final int[] indexes;
  private final ValueBuilder builder = new ValueBuilder();
  private final ArrayDeque<Found> found = new ArrayDeque<>();
  private final ArrayDeque<Found> fallback = new ArrayDeque<>();
  private final ArrayDeque<Found> abandoned = new ArrayDeque<>();
  private boolean settled;
  private int depth;
  private int onPath;
  private @Nullable String key;
  private int elements;

  /**
   * Makes a finder for one text.
   *
   * @param pointer where the array is
   */
  public ElementFinder(JsonPointer pointer) {
    Deque<String> path = new ArrayDeque<>();
    for (JsonPointer at = pointer; !at.matches(); at = at.tail()) {
      path.add(at.getMatchingProperty());
    }
    segments = path.toArray(String[]::new);
    indexes = new int[segments.length + 1];
  }

  /**
   * Takes the next element that may be handed out.
   *
   * @return the element; null if there is none now
   */
  public @Nullable Found poll() {
    return settled ? found.poll() : null;
  }

  /** Hands out what there was last, although it never settled. */
  public void release() {
    if (!settled && found.isEmpty()) {
      found.addAll(fallback.isEmpty() ? abandoned : fallback);
    }
    settled = true;
  }

  private boolean inArray() {
    return onPath == segments.length + 1;
  }

  /** Whether the value that begins now belongs to an element. */
  private boolean inElement() {
    return inArray() && depth >= onPath;
  }

  /** Whether the value that begins now is the next one on the path. */
  private boolean isNextOnPath() {
    if (depth != onPath || onPath > segments.length) {
      return false;
    }
    if (onPath == 0) {
      return true;
    }
    String segment = segments[onPath - 1];
    return key != null
        ? segment.equals(key)
        : segment.equals(Integer.toString(indexes[onPath - 1]));
  }

  private void opened(boolean object) {
    if (inElement()) {
      if (object) {
        builder.objectOpened();
      } else {
        builder.arrayOpened();
      }
    } else if (isNextOnPath() && (onPath < segments.length || !object)) {
      indexes[onPath] = 0;
      onPath++;
      elements = 0;
      key = null;
    }
    depth++;
  }

  private void closed(boolean object) {
    depth--;
    if (inElement()) {
      if (object) {
        builder.objectClosed();
      } else {
        builder.arrayClosed();
      }
    } else if (depth < onPath) {
      onPath--;
      key = null;
    }
    done();
  }

  /** A value at the current depth is complete. */
  private void done() {
    if (inArray() && depth == onPath) {
      found.add(new Found(elements++, Objects.requireNonNull(builder.root())));
      builder.clear();
    } else if (depth == onPath && onPath > 0) {
      indexes[onPath - 1]++;
    }
  }

  @Override
  public void started() {
    builder.clear();
    depth = 0;
    onPath = 0;
    key = null;
  }

  @Override
  public void dropped() {
    abandoned.clear();
    abandoned.addAll(found);
    found.clear();
  }

  @Override
  public void kept() {
    fallback.addAll(found);
    found.clear();
  }

  @Override
  public void settled() {
    settled = true;
    fallback.clear();
  }

  @Override
  public void chosen() {
    settled = true;
    found.addAll(fallback);
  }

  @Override
  public void heldBackStart() {}

  @Override
  public void heldBackEnd() {}

  @Override
  public void objectOpened() {
    opened(true);
  }

  @Override
  public void arrayOpened() {
    opened(false);
  }

  @Override
  public void key(TextBuffer name) {
    if (inElement()) {
      builder.key(name);
    } else if (depth == onPath) {
      key = name.toString();
    }
  }

  @Override
  public void stringOpened(TextBuffer text) {}

  @Override
  public void string(TextBuffer text) {
    if (inElement()) {
      builder.string(text);
    }
    done();
  }

  @Override
  public void numberOpened(NumberScanner number) {}

  @Override
  public void number(NumberScanner number) {
    if (inElement()) {
      builder.number(number);
    }
    done();
  }

  @Override
  public void literal(JsonNode value) {
    if (inElement()) {
      builder.literal(value);
    }
    done();
  }

  @Override
  public void objectClosed() {
    closed(true);
  }

  @Override
  public void arrayClosed() {
    closed(false);
  }
}
