package dev.runnel.json.internal;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Finds the net change from one snapshot to a later one.
 *
 * <p>Two views of the same buffer are compared only where the buffer may have changed between them,
 * so that the time does not depend on the size of the document. Without recursion. Not thread-safe.
 */
final class Difference {
  private static final int[] NONE = new int[0];
  private static final Changes STOP = (added, path, value) -> false;

  private final StringBuilder path = new StringBuilder();
  private final Deque<Frame> open = new ArrayDeque<>();
  private Changes changes = STOP;
  private boolean paths;
  private boolean more;

  /** Tells all changes from the root on. */
  void find(JsonNode from, JsonNode to, Changes sink) {
    changes = sink;
    paths = true;
    run(from, to);
  }

  /** Whether there is any change. */
  boolean exists(JsonNode from, JsonNode to) {
    changes = STOP;
    paths = false;
    run(from, to);
    return !more;
  }

  private void run(JsonNode from, JsonNode to) {
    more = true;
    path.setLength(0);
    compare(from, to);
    while (more && !open.isEmpty()) {
      Frame frame = open.element();
      int index = frame.next();
      if (index < 0) {
        open.pop();
        continue;
      }
      if (paths) {
        path.setLength(frame.pathLength);
        frame.append(path, index);
      }
      Object before = frame.before(index);
      if (before == null) {
        change(true, frame.after(index));
      } else {
        compare(before, frame.after(index));
      }
    }
    while (!open.isEmpty()) {
      open.pop();
    }
  }

  private void change(boolean added, Object value) {
    more = changes.change(added, path, value);
  }

  private void compare(Object from, Object to) {
    if (from == to) { // what two snapshots share is not walked over
      return;
    }
    Frame frame = null;
    if (from instanceof ObjectSnapshot a && to instanceof ObjectSnapshot b) {
      frame = Members.of(a.view(), b.view());
    } else if (from instanceof ArraySnapshot a && to instanceof ArraySnapshot b) {
      frame = Elements.of(a.view(), b.view());
    } else if (sameScalar(from, to)) {
      return;
    }
    if (frame == null) {
      change(false, to);
    } else {
      frame.pathLength = path.length();
      open.push(frame);
    }
  }

  private static boolean sameScalar(Object from, Object to) {
    if (from instanceof OpenString a) {
      return to instanceof OpenString b ? a.sameAs(b) : isSame(a, (JsonNode) to);
    }
    JsonNode node = (JsonNode) from;
    if (to instanceof OpenString b) {
      return isSame(b, node);
    }
    JsonNode other = (JsonNode) to;
    if (node.isContainer() || other.isContainer()) {
      return false;
    }
    if (node instanceof GrowingString a) {
      return sameScalar(a.text(), other);
    }
    if (other instanceof GrowingString b) {
      return sameScalar(node, b.text());
    }
    return DeepNodes.sameScalar(node, other);
  }

  private static boolean isSame(OpenString text, JsonNode node) {
    if (node instanceof GrowingString growing) {
      return text.sameAs(growing.text());
    }
    return node.isString() && text.sameAs(node.stringValue());
  }

  /** Walks over the children of two containers of one kind. */
  private abstract static class Frame {
    int pathLength;

    /** The next index that may differ; negative at the end. */
    abstract int next();

    abstract void append(StringBuilder path, int index);

    abstract @Nullable Object before(int index);

    abstract Object after(int index);
  }

  private static final class Elements extends Frame {
    private final ArrayView from;
    private final ArrayView to;
    private final int fromSize;
    private int index;

    private Elements(ArrayView from, ArrayView to) {
      this.from = from;
      this.to = to;
      fromSize = from.size();
      index = from.sameBuffer(to) ? from.stored() : 0;
    }

    static @Nullable Elements of(ArrayView from, ArrayView to) {
      return to.size() < from.size() ? null : new Elements(from, to);
    }

    @Override
    int next() {
      return index < to.size() ? index++ : -1;
    }

    @Override
    void append(StringBuilder path, int at) {
      path.append('/').append(at);
    }

    @Override
    @Nullable Object before(int at) {
      return at < fromSize ? from.raw(at) : null;
    }

    @Override
    Object after(int at) {
      return to.raw(at);
    }
  }

  private static final class Members extends Frame {
    private final ObjectView from;
    private final ObjectView to;
    private final boolean same;
    private final int[] first;
    private int firstIndex;
    private int index;

    private Members(ObjectView from, ObjectView to, boolean same) {
      this.from = from;
      this.to = to;
      this.same = same;
      first = same ? changedEarlier(from, to) : NONE;
      index = same ? from.stored() : 0;
    }

    static @Nullable Members of(ObjectView from, ObjectView to) {
      boolean same = from.sameBuffer(to);
      if (!same && !hasAllKeys(from, to)) {
        return null;
      }
      return new Members(from, to, same);
    }

    private static boolean hasAllKeys(ObjectView from, ObjectView to) {
      int size = from.size();
      if (to.size() < size) {
        return false;
      }
      for (int i = 0; i < size; i++) {
        if (to.indexOf(from.key(i)) < 0) {
          return false;
        }
      }
      return true;
    }

    /**
     * The members that were complete before and may have another value now, each once, in order.
     * One that was open then is open still, or was replaced since.
     */
    private static int[] changedEarlier(ObjectView from, ObjectView to) {
      int stored = from.stored();
      int open = to.openIndex();
      if (!to.rewritesSince(from) && (open < 0 || open >= stored)) {
        return NONE;
      }
      int[] rewritten = to.rewrittenSince(from);
      int[] all = Arrays.copyOf(rewritten, rewritten.length + 1);
      all[rewritten.length] = open;
      return Arrays.stream(all).filter(i -> i >= 0 && i < stored).sorted().distinct().toArray();
    }

    @Override
    int next() {
      if (firstIndex < first.length) {
        return first[firstIndex++];
      }
      return index < to.size() ? index++ : -1;
    }

    @Override
    void append(StringBuilder path, int at) {
      Pointers.append(path, to.key(at));
    }

    @Override
    @Nullable Object before(int at) {
      if (same) {
        return at < from.size() ? from.raw(at) : null;
      }
      int old = from.indexOf(to.key(at));
      return old < 0 ? null : from.raw(old);
    }

    @Override
    Object after(int at) {
      return to.raw(at);
    }
  }
}
