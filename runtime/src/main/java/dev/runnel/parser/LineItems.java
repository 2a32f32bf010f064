package dev.runnel.parser;

import dev.runnel.Emitter;
import dev.runnel.Transformer;
import java.util.Optional;
import java.util.function.Function;

/** Emits the item of each line that has one, when the line is complete. */
final class LineItems implements Transformer<String, String> {
  private final Function<String, Optional<String>> itemOf;
  private final StringBuilder line = new StringBuilder();

  LineItems(Function<String, Optional<String>> itemOf) {
    this.itemOf = itemOf;
  }

  @Override
  public void onChunk(String chunk, Emitter<String> out) {
    int from = 0;
    int end = chunk.indexOf('\n');
    while (end >= 0) {
      line.append(chunk, from, end);
      emit(out);
      from = end + 1;
      end = chunk.indexOf('\n', from);
    }
    line.append(chunk, from, chunk.length());
  }

  @Override
  public void onComplete(Emitter<String> out) {
    emit(out);
  }

  private void emit(Emitter<String> out) {
    Optional<String> item = itemOf.apply(line.toString().strip());
    line.setLength(0);
    item.ifPresent(out::emit);
  }
}
