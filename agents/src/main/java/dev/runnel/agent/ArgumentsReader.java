package dev.runnel.agent;

import dev.runnel.json.JsonReadOptions;
import dev.runnel.json.JsonReader;
import dev.runnel.json.JsonStreamException;
import dev.runnel.json.Partial;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the arguments of one call piece by piece, as far as somebody asks. Thread-safe. */
final class ArgumentsReader {
  private final List<String> pieces = new ArrayList<>();

  /** What there was after each piece that was read. */
  private final List<@Nullable Partial<JsonNode>> drafts = new ArrayList<>();

  private @Nullable JsonReader<Partial<JsonNode>> reader;
  private @Nullable Partial<JsonNode> draft;
  private boolean isReadable = true;

  /** Takes the next piece. */
  synchronized WrittenArguments write(String piece) {
    pieces.add(piece);
    return new WrittenArguments(this, pieces.size());
  }

  synchronized @Nullable Partial<JsonNode> draftAfter(int count) {
    while (drafts.size() < count) {
      read(pieces.get(drafts.size()));
      drafts.add(draft);
    }
    return drafts.get(count - 1);
  }

  /** What is no JSON has no drafts; that it is none shows when the call is to be run. */
  private void read(String piece) {
    if (!isReadable) {
      return;
    }
    JsonReader<Partial<JsonNode>> reading = reader;
    if (reading == null) {
      reading = JsonReader.partials(JsonNode.class, JsonReadOptions.DEFAULT);
      reader = reading;
    }
    try {
      reading.feed(piece, state -> draft = state);
    } catch (JsonStreamException noJson) {
      isReadable = false;
      draft = null;
    }
  }
}
