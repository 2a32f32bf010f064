package dev.runnel.chains.docs;

import dev.runnel.ChunkStream;
import dev.runnel.Emitter;
import dev.runnel.RunContext;
import dev.runnel.RunnableSequence;
import dev.runnel.Transformer;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Prompt;
import dev.runnel.annotations.Step;
import dev.runnel.annotations.Streaming;
import dev.runnel.annotations.StreamingStep;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

abstract class Texts {

  @Prompt(system = "You are {order.role}.", value = "Write about {order.topic}")
  abstract ChatPrompt ask(Order order);

  record Order(String role, String topic) {}

  @StreamingStep
  abstract ChatModel model();

  @Step
  int count(String text) {
    return text.length();
  }

  @Chain(
      value = {"write", "count"},
      streams = Streaming.WHOLE)
  abstract RunnableSequence<String, Integer, Integer> length();

  @Prompt("Write about {topic}")
  abstract ChatPrompt askPlainly(String topic);

  @Chain({"askPlainly", "model"})
  abstract RunnableSequence<String, String, String> write();

  @StreamingStep
  String louder(String chunk) {
    return chunk.toUpperCase(Locale.ROOT);
  }

  @Chain({"write", "louder"})
  abstract RunnableSequence<String, String, String> loud();

  @StreamingStep
  Optional<String> named(String line) {
    return line.isBlank() ? Optional.empty() : Optional.of("- " + line.strip());
  }

  @StreamingStep
  Iterable<String> words(String line) {
    return List.of(line.split(" "));
  }

  @StreamingStep
  void lines(ChunkStream<String> chunks, Emitter<String> out) {
    StringBuilder line = new StringBuilder();
    for (String chunk : chunks) {
      line.append(chunk);
      for (int end = line.indexOf("\n"); end >= 0; end = line.indexOf("\n")) {
        out.emit(line.substring(0, end));
        line.delete(0, end + 1);
      }
    }
    out.emit(line.toString());
  }

  @Chain({"write", "lines", "named"})
  abstract RunnableSequence<String, String, List<String>> list();

  @Chain({"write", "lines", "words"})
  abstract RunnableSequence<String, String, List<String>> wordsOfLines();

  @StreamingStep
  Transformer<String, String> numbered() {
    return new Transformer<>() {
      private int number;

      @Override
      public void onChunk(String line, Emitter<String> out) {
        number++;
        out.emit(number + ": " + line);
      }

      @Override
      public void onComplete(Emitter<String> out) {
        out.emit(number + " lines");
      }
    };
  }

  @Chain(
      value = {"write", "lines", "numbered"},
      collect = "page")
  abstract RunnableSequence<String, String, String> numberedLines();

  String page(List<String> lines) {
    return String.join("\n", lines);
  }

  @Step
  CompletionStage<String> saved(String text, RunContext run) {
    run.progress(0, 1);
    return CompletableFuture.supplyAsync(() -> "saved " + text.length(), run.executor());
  }

  @Chain(
      value = {"write", "saved"},
      streams = Streaming.WHOLE)
  abstract RunnableSequence<String, String, String> save();

  @Chain({"ask", "model"})
  abstract RunnableSequence<Order, String, String> writeAs();
}
