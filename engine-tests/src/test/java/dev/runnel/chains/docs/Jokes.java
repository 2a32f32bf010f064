package dev.runnel.chains.docs;

import dev.runnel.ChunkStream;
import dev.runnel.RunnableSequence;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Prompt;
import dev.runnel.annotations.StreamingStep;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import java.util.concurrent.CompletableFuture;

interface Jokes {

  @Prompt("Tell me a joke about {topic}")
  ChatPrompt ask(String topic);

  @StreamingStep
  ChatModel model();

  /** From a topic, streaming text, to the whole joke. */
  @Chain({"ask", "model"})
  RunnableSequence<String, String, String> joke();

  @Chain({"ask", "model"})
  String wholeJoke(String topic);

  @Chain({"ask", "model"})
  ChunkStream<String> streamJoke(String topic);

  @Chain({"ask", "model"})
  CompletableFuture<String> jokeLater(String topic);
}
