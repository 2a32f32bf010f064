package dev.runnel.json.internal;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An object as it was at one moment: a prefix of its buffer, and perhaps an open member. */
final class ObjectView extends AbstractMap<String, JsonNode> {
  /** The member whose value is still open; its key may be that of an earlier one. */
  record Tail(String key, int index, @Nullable JsonNode node, @Nullable OpenString text) {
    Object raw() {
      return text != null ? text : Objects.requireNonNull(node);
    }
  }

  private final ObjectBuffer buffer;
  private final String[] keys;
  private final JsonNode[][] pages;
  private final int stored;
  private final @Nullable KeyTable table;
  private final int rewriteCount;
  private final @Nullable Tail tail;
  private final boolean closed;

  ObjectView(
      ObjectBuffer buffer,
      String[] keys,
      JsonNode[][] pages,
      int stored,
      @Nullable KeyTable table,
      int rewriteCount,
      @Nullable Tail tail,
      boolean closed) {
    this.buffer = buffer;
    this.keys = keys;
    this.pages = pages;
    this.stored = stored;
    this.table = table;
    this.rewriteCount = rewriteCount;
    this.tail = tail;
    this.closed = closed;
  }

  /** The open member; null if there is none. */
  @Nullable Tail open() {
    return tail;
  }

  /** The same object with another value of the open member, or without the member. */
  ObjectView withOpen(@Nullable JsonNode value) {
    Tail other =
        tail == null || value == null ? null : new Tail(tail.key(), tail.index(), value, null);
    return new ObjectView(buffer, keys, pages, stored, table, rewriteCount, other, false);
  }

  /** How many members are complete, or were before their key was repeated. */
  int stored() {
    return stored;
  }

  /** The index of the open member; -1 if there is none. */
  int openIndex() {
    return tail == null ? -1 : tail.index();
  }

  /** Whether the object is complete. */
  boolean isClosed() {
    return closed;
  }

  boolean sameBuffer(ObjectView other) {
    return buffer == other.buffer;
  }

  /** Whether the members that both hold complete are the same, and nothing open hides one. */
  boolean sharesAllStoredWith(ObjectView other) {
    return buffer == other.buffer
        && rewriteCount == other.rewriteCount
        && !hidesStored()
        && !other.hidesStored();
  }

  private boolean hidesStored() {
    return tail != null && tail.index() < stored;
  }

  /** Whether members were replaced since an older view of the same buffer. */
  boolean rewritesSince(ObjectView older) {
    return rewriteCount != older.rewriteCount;
  }

  /** Which members were replaced since an older view of the same buffer. */
  int[] rewrittenSince(ObjectView older) {
    return buffer.rewritten(older.rewriteCount, rewriteCount);
  }

  String storedKey(int index) {
    return keys[index];
  }

  /** The value that is complete, whatever is open. */
  JsonNode storedValue(int index) {
    return pages[index >> ObjectBuffer.PAGE_BITS][index & ObjectBuffer.PAGE - 1];
  }

  ObjectBuffer buffer() {
    return buffer;
  }

  String key(int index) {
    return tail != null && index == tail.index() ? tail.key() : keys[index];
  }

  /** The value as it is kept: a node or an open string. */
  Object raw(int index) {
    if (tail != null && index == tail.index()) {
      return tail.raw();
    }
    return storedValue(index);
  }

  JsonNode value(int index) {
    Object raw = raw(index);
    return raw instanceof OpenString text ? text.node() : (JsonNode) raw;
  }

  /** The index of a key; -1 if it is not there. */
  int indexOf(String key) {
    if (tail != null && tail.key().equals(key)) {
      return tail.index();
    }
    return table != null ? table.find(key, keys, stored) : scan(key, keys, stored);
  }

  static int scan(String key, String[] keys, int size) {
    for (int i = 0; i < size; i++) {
      if (keys[i].hashCode() == key.hashCode() && keys[i].equals(key)) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public int size() {
    return tail != null && tail.index() == stored ? stored + 1 : stored;
  }

  @Override
  public @Nullable JsonNode get(@Nullable Object key) {
    int index = key instanceof String name ? indexOf(name) : -1;
    return index < 0 ? null : value(index);
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return key instanceof String name && indexOf(name) >= 0;
  }

  @Override
  public Set<Map.Entry<String, JsonNode>> entrySet() {
    return new Entries();
  }

  private final class Entries extends AbstractSet<Map.Entry<String, JsonNode>> {
    @Override
    public Iterator<Map.Entry<String, JsonNode>> iterator() {
      return new Iterator<>() {
        private int next;

        @Override
        public boolean hasNext() {
          return next < size();
        }

        @Override
        public Map.Entry<String, JsonNode> next() {
          if (!hasNext()) {
            throw new NoSuchElementException();
          }
          int index = next++;
          return Map.entry(key(index), value(index));
        }
      };
    }

    @Override
    public int size() {
      return ObjectView.this.size();
    }
  }
}
