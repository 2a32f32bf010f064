package dev.runnel.json.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Compares, hashes and copies nodes of any depth without recursion. */
public final class DeepNodes {
  private DeepNodes() {}

  /**
   * Returns whether two values are equal as JSON: numbers by their numeric value, objects without
   * regard to the order of keys.
   *
   * @param a one value
   * @param b the other
   * @return whether they are equal
   */
  public static boolean sameValue(JsonNode a, JsonNode b) {
    return equal(a, b, DeepNodes::sameScalar);
  }

  static boolean sameScalar(JsonNode a, JsonNode b) {
    if (a.isNumber() && b.isNumber()) {
      if (fitsLong(a) && fitsLong(b)) {
        return a.longValue() == b.longValue();
      }
      return a.decimalValue().compareTo(b.decimalValue()) == 0;
    }
    if (a.isString() && b.isString()) {
      return a.stringValue().equals(b.stringValue());
    }
    return a.equals(b);
  }

  private static boolean fitsLong(JsonNode number) {
    return number.isIntegralNumber() && number.canConvertToLong();
  }

  /** Compares, with a way to compare what is neither array nor object. */
  static boolean equal(JsonNode a, JsonNode b, BiPredicate<JsonNode, JsonNode> scalars) {
    Deque<Iterator<JsonNode[]>> open = new ArrayDeque<>();
    JsonNode left = a;
    JsonNode right = b;
    while (true) {
      if (left != right) { // what two snapshots share is not walked over
        Iterator<JsonNode[]> pairs = pairs(left, right);
        if (pairs != null) {
          open.push(pairs);
        } else if (left.isContainer() || right.isContainer() || !scalars.test(left, right)) {
          return false;
        }
      }
      while (!open.isEmpty() && !open.element().hasNext()) {
        open.pop();
      }
      if (open.isEmpty()) {
        return true;
      }
      JsonNode[] pair = open.element().next();
      if (pair.length < 2) {
        return false;
      }
      left = pair[0];
      right = pair[1];
    }
  }

  /**
   * The children of two containers of one kind and size; a pair of one means that it is missing.
   */
  private static @Nullable Iterator<JsonNode[]> pairs(JsonNode a, JsonNode b) {
    if (a.size() != b.size()) {
      return null;
    }
    Iterator<JsonNode[]> grown = pairsSinceShared(a, b);
    if (grown != null) {
      return grown;
    }
    if (a instanceof ArrayNode && b instanceof ArrayNode) {
      Iterator<JsonNode> left = a.iterator();
      Iterator<JsonNode> right = b.iterator();
      return new Mapped<>(left, value -> new JsonNode[] {value, right.next()});
    }
    if (a instanceof ObjectNode && b instanceof ObjectNode) {
      return new Mapped<>(
          a.properties().iterator(),
          member -> {
            JsonNode other = b.get(member.getKey());
            return other == null
                ? new JsonNode[] {member.getValue()}
                : new JsonNode[] {member.getValue(), other};
          });
    }
    return null;
  }

  /** The children that two states of one growing container do not share; null if it is not one. */
  private static @Nullable Iterator<JsonNode[]> pairsSinceShared(JsonNode a, JsonNode b) {
    if (a instanceof ArraySnapshot left && b instanceof ArraySnapshot right) {
      ArrayView one = left.view();
      ArrayView other = right.view();
      return one.sameBuffer(other)
          ? IntStream.range(Math.min(one.stored(), other.stored()), one.size())
              .mapToObj(i -> new JsonNode[] {one.get(i), other.get(i)})
              .iterator()
          : null;
    }
    if (a instanceof ObjectSnapshot left && b instanceof ObjectSnapshot right) {
      ObjectView one = left.view();
      ObjectView other = right.view();
      return one.sharesAllStoredWith(other)
          ? IntStream.range(Math.min(one.stored(), other.stored()), one.size())
              .mapToObj(
                  i -> {
                    JsonNode value = other.get(one.key(i));
                    return value == null
                        ? new JsonNode[] {one.value(i)}
                        : new JsonNode[] {one.value(i), value};
                  })
              .iterator()
          : null;
    }
    return null;
  }

  private record Mapped<A, B>(Iterator<A> source, Function<A, B> function) implements Iterator<B> {
    @Override
    public boolean hasNext() {
      return source.hasNext();
    }

    @Override
    public B next() {
      return function.apply(source.next());
    }
  }

  /** Hashes as Jackson's nodes do: as lists and maps. */
  static int hash(JsonNode root) {
    Deque<HashFrame> open = new ArrayDeque<>();
    HashFrame frame = new HashFrame(root);
    while (true) {
      JsonNode child = frame.next();
      if (child instanceof ArrayNode || child instanceof ObjectNode) {
        open.push(frame);
        frame = new HashFrame(child);
      } else if (child != null) {
        frame.add(child.hashCode());
      } else {
        int hash = frame.hash;
        HashFrame parent = open.poll();
        if (parent == null) {
          return hash;
        }
        frame = parent;
        frame.add(hash);
      }
    }
  }

  private static final class HashFrame {
    private final @Nullable Iterator<Map.Entry<String, JsonNode>> members;
    private final Iterator<JsonNode> elements;
    private int hash;
    private int keyHash;

    HashFrame(JsonNode node) {
      members = node instanceof ObjectNode ? node.properties().iterator() : null;
      elements = node.iterator();
      hash = members == null ? 1 : 0;
    }

    @Nullable JsonNode next() {
      if (members == null) {
        return elements.hasNext() ? elements.next() : null;
      }
      if (!members.hasNext()) {
        return null;
      }
      Map.Entry<String, JsonNode> member = members.next();
      keyHash = member.getKey().hashCode();
      return member.getValue();
    }

    void add(int childHash) {
      hash = members == null ? 31 * hash + childHash : hash + (keyHash ^ childHash);
    }
  }

  /** Copies into Jackson's own nodes, which can be changed. */
  static JsonNode copy(JsonNode root) {
    Deque<CopyFrame> open = new ArrayDeque<>();
    CopyFrame frame = new CopyFrame(root);
    while (true) {
      if (!frame.hasNext()) {
        JsonNode done = frame.target;
        CopyFrame parent = open.poll();
        if (parent == null) {
          return done;
        }
        frame = parent;
      } else {
        JsonNode child = frame.next();
        if (child instanceof ArrayNode || child instanceof ObjectNode) {
          CopyFrame inner = new CopyFrame(child);
          frame.add(inner.target);
          open.push(frame);
          frame = inner;
        } else {
          frame.add(GrowingString.plain(child));
        }
      }
    }
  }

  private static final class CopyFrame {
    private final JsonNode target;
    private final @Nullable Iterator<Map.Entry<String, JsonNode>> members;
    private final Iterator<JsonNode> elements;
    private @Nullable String key;

    CopyFrame(JsonNode source) {
      members = source instanceof ObjectNode ? source.properties().iterator() : null;
      elements = source.iterator();
      target =
          members == null
              ? JsonNodeFactory.instance.arrayNode()
              : JsonNodeFactory.instance.objectNode();
    }

    boolean hasNext() {
      return members == null ? elements.hasNext() : members.hasNext();
    }

    JsonNode next() {
      if (members == null) {
        return elements.next();
      }
      Map.Entry<String, JsonNode> member = members.next();
      key = member.getKey();
      return member.getValue();
    }

    void add(JsonNode child) {
      if (target instanceof ArrayNode array) {
        array.add(child);
      } else {
        ((ObjectNode) target).set(Objects.requireNonNull(key), child);
      }
    }
  }
}
