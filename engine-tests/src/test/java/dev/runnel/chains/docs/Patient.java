package dev.runnel.chains.docs;

import dev.runnel.RunnableSequence;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Fallback;
import dev.runnel.annotations.Prompt;
import dev.runnel.annotations.Retry;
import dev.runnel.annotations.StreamingStep;
import dev.runnel.annotations.Timeout;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import java.io.IOException;

interface Patient {

  @Prompt("Answer briefly: {question}")
  ChatPrompt ask(String question);

  @Timeout(firstChunk = "10s", betweenChunks = "5s")
  @Retry(attempts = 3, delay = "200ms", on = IOException.class)
  @Fallback("small")
  @StreamingStep
  ChatModel model();

  @StreamingStep
  ChatModel small();

  @Chain({"ask", "model"})
  RunnableSequence<String, String, String> answer();
}
