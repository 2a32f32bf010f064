package dev.runnel.example.docs;

import dev.runnel.RunnableSequence;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Fallback;
import dev.runnel.annotations.Prompt;
import dev.runnel.annotations.Retry;
import dev.runnel.annotations.StreamingStep;
import dev.runnel.annotations.Timeout;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;

/** The chain with retries that the page on testing tests. */
public interface SafeJokes {
  @Prompt("Tell me a joke about {topic}")
  ChatPrompt ask(String topic);

  @StreamingStep
  @Timeout(firstChunk = "10s")
  @Retry(attempts = 2, delay = "1s")
  @Fallback("smallModel")
  ChatModel model();

  @StreamingStep
  ChatModel smallModel();

  @Chain({"ask", "model"})
  RunnableSequence<String, String, String> joke();
}
