package dev.runnel.example.chains;

import dev.runnel.RunnableSequence;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Step;
import dev.runnel.annotations.Streaming;
import dev.runnel.annotations.StreamingStep;
import dev.runnel.model.ChatModel;
import dev.runnel.parser.JsonOutputParser;
import dev.runnel.parser.JsonSnapshots;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Names countries when the model has finished: a step that reads the whole ends the streaming. */
public interface CountryNamesWhole {
  /** The model. */
  @StreamingStep
  ChatModel model();

  /** Reads unfinished JSON. */
  @StreamingStep
  default JsonSnapshots json() {
    return JsonOutputParser.snapshots();
  }

  /** Is called once, with the finished JSON. */
  @Step
  default List<String> names(JsonNode answer) {
    return answer.path("countries").valueStream().map(c -> c.path("name").asString("")).toList();
  }

  /** From a question to one chunk, the list of names; it says itself that it does not stream. */
  @Chain(
      value = {"model", "json", "names"},
      streams = Streaming.WHOLE)
  RunnableSequence<String, List<String>, List<String>> countryNames();
}
