package dev.runnel.json.internal;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueDeserializer;

/**
 * Remembers what the complete parts of one growing document were bound to, so that each is bound
 * once. Not thread-safe.
 *
 * <p>Only what lies in an open container is remembered: what lies deeper is part of that.
 */
final class BoundParts {
  /** What binds. */
  @FunctionalInterface
  interface Binding<T extends @Nullable Object> {
    /** Binds; may throw what Jackson throws. */
    T bind();
  }

  /** What became of one part: what it was bound to, or why it was not. */
  private record Part(
      ValueDeserializer<?> by, @Nullable Object value, @Nullable RuntimeException failure) {}

  private final Map<JsonNode, Part> parts = new IdentityHashMap<>();
  private final Map<ContainerBuffer, Pace> paces = new IdentityHashMap<>();
  private final Map<ArrayBuffer, BoundElements> lists = new IdentityHashMap<>();
  private final Map<ObjectBuffer, BoundMembers> maps = new IdentityHashMap<>();

  /** How many complete values a container may hold that is made anew at each state. */
  private static final int LARGE = 512;

  /** A large container is made anew when it has grown by this part of itself. */
  private static final int PART = 8;

  /** The state in which a large container was made last, and how large it is when it is again. */
  private record Pace(JsonNode last, int next) {}

  /** How many complete values we are inside of. */
  private int complete;

  static @Nullable BoundParts of(DeserializationContext context) {
    return (BoundParts) context.getAttribute(BoundParts.class);
  }

  /** Tells whether a node is to be remembered: it is complete, and lies in what is not. */
  boolean remembers(JsonNode node) {
    if (complete > 0) {
      return false;
    }
    return node instanceof ObjectSnapshot object
        ? object.view().isClosed()
        : node instanceof ArraySnapshot array && array.view().isClosed();
  }

  /** Tells whether what is bound now is part of something complete. */
  boolean isInsideComplete() {
    return complete > 0;
  }

  /**
   * Tells whether what still grows may be made anew, with all that is in it: a large container only
   * when it has grown by a part of itself, so that all its states together cost what it holds in
   * the end, a few times.
   */
  boolean isDue(@Nullable JsonNode node) {
    if (node instanceof ArraySnapshot array) {
      ArrayView view = array.view();
      return view.isClosed() || isDue(node, view.buffer(), view.stored());
    }
    if (node instanceof ObjectSnapshot object) {
      ObjectView view = object.view();
      return view.isClosed() || isDue(node, view.buffer(), view.stored());
    }
    return true;
  }

  private boolean isDue(JsonNode node, ContainerBuffer buffer, int stored) {
    if (stored < LARGE) {
      return true;
    }
    Pace pace = paces.get(buffer);
    if (pace != null && pace.last != node) {
      if (stored < pace.next) {
        return false;
      }
      pace = null;
    }
    if (pace == null) {
      paces.put(buffer, new Pace(node, stored + stored / PART));
    }
    return true;
  }

  boolean knows(JsonNode node, ValueDeserializer<?> by) {
    Part part = parts.get(node);
    return part != null && part.by == by;
  }

  /** Gives what a node was bound to, or throws what its binding threw. */
  @Nullable Object known(JsonNode node) {
    Part part = Objects.requireNonNull(parts.get(node));
    if (part.failure != null) {
      throw part.failure;
    }
    return part.value;
  }

  @Nullable Object remember(JsonNode node, ValueDeserializer<?> by, Binding<?> binding) {
    try {
      Object value = insideComplete(binding);
      parts.put(node, new Part(by, value, null));
      return value;
    } catch (RuntimeException failure) {
      parts.put(node, new Part(by, null, failure));
      throw failure;
    }
  }

  <T extends @Nullable Object> T insideComplete(Binding<T> binding) {
    complete++;
    try {
      return binding.bind();
    } finally {
      complete--;
    }
  }

  /** Gives the elements of an array that are bound already. */
  BoundElements elements(ArrayView view, ValueDeserializer<?> by) {
    BoundElements known = lists.get(view.buffer());
    if (known == null || known.by() != by) {
      known = new BoundElements(by);
      lists.put(view.buffer(), known);
    }
    return known;
  }

  /** Gives the members of an object that are bound already. */
  BoundMembers members(ObjectView view, ValueDeserializer<?> by) {
    BoundMembers known = maps.get(view.buffer());
    if (known == null || known.by() != by) {
      known = new BoundMembers(by);
      maps.put(view.buffer(), known);
    }
    return known;
  }
}
