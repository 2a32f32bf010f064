package dev.runnel.json.internal;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * Builds one value from events; at any time it can show what there is so far.
 *
 * <p>Not thread-safe; what it shows is immutable.
 */
final class ValueBuilder implements JsonEvents {
  private final KeyCache keys = new KeyCache();
  private ContainerBuffer[] open = new ContainerBuffer[8];
  private int depth;
  private @Nullable JsonNode root;
  private @Nullable TextBuffer openText;
  private @Nullable NumberScanner openNumber;
  private long version;
  private long completed;

  /** Forgets all and starts anew. */
  void clear() {
    depth = 0;
    root = null;
    openText = null;
    openNumber = null;
    version++;
  }

  /** The complete value; null before. */
  @Nullable JsonNode root() {
    return root;
  }

  /** Changes whenever something opened, closed or became complete. */
  long version() {
    return version;
  }

  /** How many values have become complete. */
  long completed() {
    return completed;
  }

  /** How many characters the open string or number shows. */
  int openLength() {
    if (openText != null) {
      return openText.length();
    }
    return openNumber != null ? openNumber.validLength() : 0;
  }

  /** The value so far; null if nothing can be shown. */
  @Nullable JsonNode snapshot() {
    if (root != null) {
      return root;
    }
    OpenString text = openText == null ? null : openText.share();
    JsonNode node = openNumber != null && openNumber.validLength() > 0 ? openNumber.value() : null;
    if (depth == 0 && text != null) {
      return text.lazyNode();
    }
    for (int i = depth - 1; i >= 0; i--) {
      node = open[i].view(node, text);
      text = null;
    }
    return node;
  }

  private void open(ContainerBuffer buffer) {
    if (depth == open.length) {
      open = Arrays.copyOf(open, depth * 2);
    }
    open[depth++] = buffer;
    version++;
  }

  private void close() {
    done(open[--depth].close());
  }

  private void done(JsonNode value) {
    version++;
    completed++;
    openText = null;
    openNumber = null;
    if (depth == 0) {
      root = value;
    } else {
      open[depth - 1].add(value);
    }
  }

  @Override
  public void objectOpened() {
    open(new ObjectBuffer());
  }

  @Override
  public void arrayOpened() {
    open(new ArrayBuffer());
  }

  @Override
  public void key(TextBuffer name) {
    ((ObjectBuffer) open[depth - 1]).key(keys.get(name));
  }

  @Override
  public void stringOpened(TextBuffer text) {
    openText = text;
    version++;
  }

  @Override
  public void string(TextBuffer text) {
    done(StringNode.valueOf(text.toString()));
  }

  @Override
  public void numberOpened(NumberScanner number) {
    openNumber = number;
  }

  @Override
  public void number(NumberScanner number) {
    done(number.value());
  }

  @Override
  public void literal(JsonNode value) {
    done(value);
  }

  @Override
  public void objectClosed() {
    close();
  }

  @Override
  public void arrayClosed() {
    close();
  }
}
