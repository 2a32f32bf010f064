package dev.runnel.json.internal;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Builds the value that a text shows, whatever candidates come and go.
 *
 * <p>A candidate is shown as it grows, unless a fallback is there: then it shows nothing before it
 * is settled.
 */
final class DocumentTree implements DocumentEvents {
  private final ValueBuilder builder = new ValueBuilder();
  private @Nullable JsonNode fallback;
  private boolean hasFallback;
  private boolean active;
  private boolean settled;
  private boolean heldBack;
  private @Nullable JsonNode lastShown;
  private @Nullable JsonNode shownBefore;

  /** The best value of the text so far; null if there is none, also for a null at the top. */
  @Nullable JsonNode shown() {
    JsonNode value = result();
    return value == null || value.isNull() ? null : value;
  }

  /** The same, with a null at the top. */
  @Nullable JsonNode result() {
    if (active && (settled || !hasFallback)) {
      return builder.snapshot();
    }
    return fallback;
  }

  /** The value that would have been shown last if each character had been a chunk of its own. */
  @Nullable JsonNode lastGood() {
    if (heldBack) {
      return shownBefore;
    }
    JsonNode value = shown();
    return value != null ? value : lastShown;
  }

  /** Changes whenever something opened, closed, became complete, or is shown since it settled. */
  long version() {
    return builder.version() + (settled ? 1 : 0);
  }

  /** How many values have become complete. */
  long completed() {
    return builder.completed();
  }

  /** How many characters the open string or number shows. */
  int openLength() {
    return builder.openLength();
  }

  @Override
  public void started() {
    active = true;
  }

  @Override
  public void dropped() {
    if (!hasFallback && !heldBack) {
      lastShown = lastGood();
    }
    end();
  }

  @Override
  public void kept() {
    hasFallback = true;
    fallback = builder.snapshot();
    end();
  }

  private void end() {
    active = false;
    builder.clear();
  }

  @Override
  public void settled() {
    settled = true;
  }

  @Override
  public void chosen() {}

  @Override
  public void heldBackStart() {
    shownBefore = lastGood();
    heldBack = true;
  }

  @Override
  public void heldBackEnd() {
    heldBack = false;
    shownBefore = null;
  }

  @Override
  public void objectOpened() {
    builder.objectOpened();
  }

  @Override
  public void arrayOpened() {
    builder.arrayOpened();
  }

  @Override
  public void key(TextBuffer name) {
    builder.key(name);
  }

  @Override
  public void stringOpened(TextBuffer text) {
    builder.stringOpened(text);
  }

  @Override
  public void string(TextBuffer text) {
    builder.string(text);
  }

  @Override
  public void numberOpened(NumberScanner number) {
    builder.numberOpened(number);
  }

  @Override
  public void number(NumberScanner number) {
    builder.number(number);
  }

  @Override
  public void literal(JsonNode value) {
    builder.literal(value);
  }

  @Override
  public void objectClosed() {
    builder.objectClosed();
  }

  @Override
  public void arrayClosed() {
    builder.arrayClosed();
  }
}
