package dev.runnel.json.internal;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Holds the complete members of an object, in the order of their keys' first appearance.
 *
 * <p>Keys are only ever appended. Values stand in pages; the value of a repeated key replaces the
 * old one in a copy of its page, unless no view has been made since that copy.
 */
final class ObjectBuffer extends ContainerBuffer {
  static final int PAGE_BITS = 8;
  static final int PAGE = 1 << PAGE_BITS;

  private static final String[] NO_KEYS = new String[0];
  private static final JsonNode[][] NO_PAGES = new JsonNode[0][];
  private static final int[] NO_REWRITES = new int[0];

  private String[] keys = NO_KEYS;
  private JsonNode[][] pages = NO_PAGES;
  private int size;
  private @Nullable KeyTable table;
  private int views;
  private int pagesOwned;
  private int[] pageOwned = new int[1];
  private int[] rewrites = NO_REWRITES;
  private int rewriteCount;
  private String pendingKey = "";
  private int pendingIndex;

  /** Takes the key of the next value; it shows when the value does. */
  void key(String key) {
    pendingKey = key;
    pendingIndex = find(key);
    if (pendingIndex < 0) {
      pendingIndex = size;
    }
  }

  private int find(String key) {
    if (table != null) {
      return table.find(key, keys, size);
    }
    return ObjectView.scan(key, keys, size);
  }

  @Override
  void add(JsonNode value) {
    if (pendingIndex == size) {
      append(value);
    } else {
      replace(value);
    }
  }

  private void append(JsonNode value) {
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, Math.max(4, size * 2));
    }
    int page = size >> PAGE_BITS;
    int place = size & PAGE - 1;
    if (page == pages.length) {
      pages = Arrays.copyOf(pages, Math.max(1, page * 2));
      pageOwned = Arrays.copyOf(pageOwned, pages.length);
      pagesOwned = views;
    }
    if (place == 0) {
      pages[page] = new JsonNode[page == 0 ? keys.length : PAGE];
      pageOwned[page] = views;
    } else if (place == pages[page].length) {
      own(page, place * 2);
    }
    pages[page][place] = value;
    keys[size] = pendingKey;
    if (table != null) {
      table = table.add(pendingKey, size);
    } else if (size == KeyTable.FROM) {
      table = KeyTable.of(keys, size + 1);
    }
    size++;
  }

  private void replace(JsonNode value) {
    int page = pendingIndex >> PAGE_BITS;
    own(page, pages[page].length);
    pages[page][pendingIndex & PAGE - 1] = value;
    if (rewriteCount == rewrites.length) {
      rewrites = Arrays.copyOf(rewrites, Math.max(4, rewriteCount * 2));
    }
    rewrites[rewriteCount++] = pendingIndex;
  }

  /** Copies what a view may see. */
  private void own(int page, int capacity) {
    if (pagesOwned != views) {
      pages = pages.clone();
      pagesOwned = views;
    }
    if (pageOwned[page] != views || capacity != pages[page].length) {
      pages[page] = Arrays.copyOf(pages[page], capacity);
      pageOwned[page] = views;
    }
  }

  /** Which members were replaced between two views. */
  int[] rewritten(int from, int to) {
    return Arrays.copyOfRange(rewrites, from, to);
  }

  @Override
  JsonNode view(@Nullable JsonNode tail, @Nullable OpenString text) {
    views++;
    ObjectView.Tail open =
        tail == null && text == null
            ? null
            : new ObjectView.Tail(pendingKey, pendingIndex, tail, text);
    return new ObjectSnapshot(
        new ObjectView(this, keys, pages, size, table, rewriteCount, open, false));
  }

  @Override
  JsonNode close() {
    return new ObjectSnapshot(
        new ObjectView(this, keys, pages, size, table, rewriteCount, null, true));
  }
}
