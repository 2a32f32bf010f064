package goldens;

import dev.runnel.ChunkStream;
import dev.runnel.RunContext;
import dev.runnel.RunnableSequence;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Fallback;
import dev.runnel.annotations.Input;
import dev.runnel.annotations.Prompt;
import dev.runnel.annotations.Retry;
import dev.runnel.annotations.Step;
import dev.runnel.annotations.StreamingStep;
import dev.runnel.annotations.Timeout;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;

public abstract class Robust {
  @Step
  @Retry(attempts = 5, delay = "1.5s", on = IOException.class)
  String lookUp(String topic, RunContext run) throws IOException {
    return topic;
  }

  @Prompt("Tell me a joke about {topic}")
  abstract ChatPrompt ask(String topic);

  @StreamingStep
  @Timeout(firstChunk = "10s", betweenChunks = "2s")
  @Retry
  @Fallback({"small", "apology"})
  abstract ChatModel model();

  @StreamingStep(tags = "cheap")
  @Retry(attempts = 2)
  abstract ChatModel small();

  @Step
  AiMessageChunk apology(@Input String topic) {
    return AiMessageChunk.ofText("No joke about " + topic);
  }

  @StreamingStep
  @Fallback("same")
  Iterator<String> lines(ChunkStream<String> chunks) {
    return chunks;
  }

  @StreamingStep
  Iterator<String> same(ChunkStream<String> chunks) {
    return chunks;
  }

  @StreamingStep
  @Timeout(total = "1m")
  Optional<String> checked(String line) {
    return Optional.of(line);
  }

  /** Tells a joke, whatever happens. */
  @Chain({"lookUp", "ask", "model"})
  @Timeout(total = "1h")
  @Fallback("silence")
  public abstract RunnableSequence<String, String, String> joke();

  @Chain({"joke", "lines", "checked"})
  public abstract ChunkStream<String> checkedLines(String topic);

  @Step
  String silence(String topic) {
    return "...";
  }
}
