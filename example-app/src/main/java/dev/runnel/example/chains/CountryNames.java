package dev.runnel.example.chains;

import dev.runnel.ChunkStream;
import dev.runnel.Emitter;
import dev.runnel.RunnableSequence;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.StreamingStep;
import dev.runnel.model.ChatModel;
import dev.runnel.parser.JsonOutputParser;
import dev.runnel.parser.JsonSnapshots;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Names countries as soon as the model does: a step of your own that keeps streaming. */
public interface CountryNames {
  /** The model. */
  @StreamingStep
  ChatModel model();

  /** Reads unfinished JSON. */
  @StreamingStep
  default JsonSnapshots json() {
    return JsonOutputParser.snapshots();
  }

  /** Reads the stream and emits each name when it is first seen, even if it is not yet complete. */
  @StreamingStep
  default void names(ChunkStream<JsonNode> snapshots, Emitter<String> out) {
    Set<String> seen = new HashSet<>();
    for (JsonNode snapshot : snapshots) {
      for (JsonNode country : snapshot.path("countries")) {
        String name = country.path("name").asString("");
        if (!name.isEmpty() && seen.add(name)) {
          out.emit(name);
        }
      }
    }
  }

  /** From a question, streaming names, to the list of all that were streamed. */
  @Chain({"model", "json", "names"})
  RunnableSequence<String, String, List<String>> countryNames();
}
