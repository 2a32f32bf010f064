package dev.runnel.example.chains;

import dev.runnel.RunnableSequence;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Fallback;
import dev.runnel.annotations.Prompt;
import dev.runnel.annotations.Retry;
import dev.runnel.annotations.Step;
import dev.runnel.annotations.Streaming;
import dev.runnel.annotations.StreamingStep;
import dev.runnel.annotations.Timeout;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import dev.runnel.parser.StringOutputParser;

/** Tells jokes by a model that may fail: it is asked three times, and then another one is. */
public interface GuardedJokes {
  /** Fills the template. */
  @Prompt("tell me a joke about {topic}")
  ChatPrompt ask(String topic);

  /** The model; where its server says how long to wait, that counts in place of the delay. */
  @StreamingStep
  @Retry(attempts = 3, delay = "200ms")
  @Fallback("backup")
  @Timeout(firstChunk = "20s", betweenChunks = "20s")
  ChatModel model();

  /** The other model. */
  @StreamingStep
  ChatModel backup();

  /** Takes the text out of each piece of the model's message. */
  @StreamingStep
  default StringOutputParser text() {
    return new StringOutputParser();
  }

  /** Reads the whole answer; so an answer that was cut off is thrown away and asked for again. */
  @Step
  default String told(String joke) {
    return joke.strip();
  }

  /** From a topic to the joke, in one chunk. */
  @Chain(
      value = {"ask", "model", "told"},
      streams = Streaming.WHOLE)
  RunnableSequence<String, String, String> joke();

  /**
   * From a topic, streaming text; when some has been streamed, it stays, and nothing is retried.
   */
  @Chain({"ask", "model", "text"})
  RunnableSequence<String, String, String> streamedJoke();
}
