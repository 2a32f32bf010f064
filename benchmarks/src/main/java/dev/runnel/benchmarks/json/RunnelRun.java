package dev.runnel.benchmarks.json;

import dev.runnel.json.JsonReader;
import dev.runnel.json.internal.DocumentEvents;
import dev.runnel.json.internal.DocumentFinder;
import dev.runnel.json.internal.NumberScanner;
import dev.runnel.json.internal.ReadRules;
import dev.runnel.json.internal.TextBuffer;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/** Reads a document with our parser. */
final class RunnelRun {
  private static final ReadRules RULES =
      new ReadRules(false, 1_000, Integer.MAX_VALUE, 1_000, false, false);

  private RunnelRun() {}

  /** Only parses. */
  static long checksum(List<String> chunks) {
    Sum sum = new Sum();
    DocumentFinder finder = new DocumentFinder(RULES, sum);
    for (String chunk : chunks) {
      finder.feed(chunk);
    }
    finder.complete();
    if (finder.failure() != null) {
      throw new IllegalStateException(finder.failure().toString());
    }
    return sum.checksum.sum();
  }

  /** Feeds a reader and takes what it hands on. */
  static <T> void run(JsonReader<T> reader, List<String> chunks, Consumer<? super T> out) {
    for (String chunk : chunks) {
      reader.feed(chunk, out);
    }
    reader.complete(out);
  }

  private static final class Sum implements DocumentEvents {
    private final Checksum checksum = new Checksum();

    @Override
    public void started() {}

    @Override
    public void dropped() {}

    @Override
    public void kept() {}

    @Override
    public void settled() {}

    @Override
    public void chosen() {}

    @Override
    public void heldBackStart() {}

    @Override
    public void heldBackEnd() {}

    @Override
    public void objectOpened() {
      checksum.mark(JsonToken.START_OBJECT.id());
    }

    @Override
    public void arrayOpened() {
      checksum.mark(JsonToken.START_ARRAY.id());
    }

    @Override
    public void key(TextBuffer name) {
      checksum.text(name.chars(), 0, name.length());
    }

    @Override
    public void stringOpened(TextBuffer text) {}

    @Override
    public void string(TextBuffer text) {
      checksum.text(text.chars(), 0, text.length());
    }

    @Override
    public void numberOpened(NumberScanner number) {}

    @Override
    public void number(NumberScanner number) {
      JsonNode value = number.value();
      if (number.integer()) {
        checksum.integer(value.longValue());
      } else {
        checksum.decimal(value.decimalValue());
      }
    }

    @Override
    public void literal(JsonNode value) {
      JsonToken token =
          value.isNull()
              ? JsonToken.VALUE_NULL
              : value.booleanValue() ? JsonToken.VALUE_TRUE : JsonToken.VALUE_FALSE;
      checksum.mark(token.id());
    }

    @Override
    public void objectClosed() {
      checksum.mark(JsonToken.END_OBJECT.id());
    }

    @Override
    public void arrayClosed() {
      checksum.mark(JsonToken.END_ARRAY.id());
    }
  }
}
