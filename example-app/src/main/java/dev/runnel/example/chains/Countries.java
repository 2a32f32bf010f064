package dev.runnel.example.chains;

import dev.runnel.RunnableSequence;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.StreamingStep;
import dev.runnel.json.JsonPatch;
import dev.runnel.model.ChatModel;
import dev.runnel.parser.JsonOutputParser;
import dev.runnel.parser.JsonPatches;
import dev.runnel.parser.JsonSnapshots;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Shows JSON while the model still writes it, in two views. */
public interface Countries {
  /** The model; it is asked the question as it stands. */
  @StreamingStep
  ChatModel model();

  /** Reads unfinished JSON: each chunk is all that is there so far. */
  @StreamingStep
  default JsonSnapshots json() {
    return JsonOutputParser.snapshots();
  }

  /** Reads unfinished JSON: each chunk is what has changed. */
  @StreamingStep
  default JsonPatches changes() {
    return JsonOutputParser.patches();
  }

  /** From a question, streaming ever more of the answer, to the whole answer. */
  @Chain({"model", "json"})
  RunnableSequence<String, JsonNode, JsonNode> countries();

  /** From a question, streaming the changes of the answer, to the list of them. */
  @Chain({"model", "changes"})
  RunnableSequence<String, JsonPatch, List<JsonPatch>> patches();
}
