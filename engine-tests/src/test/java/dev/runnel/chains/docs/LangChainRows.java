package dev.runnel.chains.docs;

import dev.runnel.BatchOptions;
import dev.runnel.Call;
import dev.runnel.ChunkStream;
import dev.runnel.Emitter;
import dev.runnel.RunnableSequence;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Fallback;
import dev.runnel.annotations.From;
import dev.runnel.annotations.Input;
import dev.runnel.annotations.Prompt;
import dev.runnel.annotations.Retry;
import dev.runnel.annotations.Step;
import dev.runnel.annotations.Streaming;
import dev.runnel.annotations.StreamingStep;
import dev.runnel.compose.RunnableEach;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatOptions;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.Document;
import dev.runnel.model.Retriever;
import dev.runnel.parser.CommaSeparatedListOutputParser;
import java.util.List;

/** What the table for those who know LangChain says, checked at compile time. */
abstract class LangChainRows {
  record Order(String role, String topic) {}

  @Prompt("Tell me a joke about {topic}")
  abstract ChatPrompt ask(String topic);

  @StreamingStep
  abstract ChatModel model();

  @StreamingStep
  CommaSeparatedListOutputParser parser() {
    return new CommaSeparatedListOutputParser();
  }

  @Chain({"ask", "model", "parser"})
  abstract RunnableSequence<String, String, List<String>> parsed();

  @Step
  abstract Retriever retriever();

  @Chain({"ask", "model", "retriever"})
  abstract RunnableSequence<String, List<Document>, List<Document>> retrieved();

  @Step
  String a(@Input String topic) {
    return topic + "!";
  }

  @Step
  String b(@Input String topic) {
    return topic + "?";
  }

  @Step
  String both(String a, String b) {
    return a + b;
  }

  @Chain({"a", "b", "both"})
  abstract RunnableSequence<String, String, String> besideEachOther();

  @Step
  String assigned(@Input String topic, String a) {
    return topic + a;
  }

  @Chain({"a", "assigned"})
  abstract RunnableSequence<String, String, String> assigning();

  @Prompt("You are {order.role}.")
  abstract ChatPrompt askAs(@Input Order order);

  @Chain({"askAs", "model"})
  abstract RunnableSequence<Order, String, String> picking();

  @Step
  String thrice(String topic) {
    return besideEachOther().invoke(topic) + topic;
  }

  @Chain("thrice")
  abstract RunnableSequence<String, String, String> calling();

  @Step
  Call<String, String> route(String topic) {
    return topic.isBlank() ? assigning().call(topic) : besideEachOther().call(topic);
  }

  @Chain("route")
  abstract RunnableSequence<String, String, String> routing();

  @Retry(attempts = 3)
  @Fallback("small")
  @From("ask")
  @StreamingStep
  abstract ChatModel large();

  @StreamingStep
  abstract ChatModel small();

  @Chain({"ask", "large"})
  abstract RunnableSequence<String, String, String> guarded();

  @StreamingStep
  ChatModel stopping() {
    return model().withOptions(ChatOptions.DEFAULT.withStop("."));
  }

  @Chain({"ask", "stopping"})
  abstract RunnableSequence<String, String, String> bound();

  @Chain(
      value = {"ask", "model"},
      tags = "fun")
  abstract RunnableSequence<String, String, String> tagged();

  @Step(tags = "fun")
  String taggedStep(String topic) {
    return topic;
  }

  @Chain("taggedStep")
  abstract RunnableSequence<String, String, String> taggedByItsStep();

  @StreamingStep
  void firstTwo(ChunkStream<String> chunks, Emitter<String> out) {
    chunks.limit(2).forEach(out::emit);
  }

  @Chain({"ask", "model", "firstTwo"})
  abstract RunnableSequence<String, String, String> generated();

  @Step
  RunnableEach<String, String, List<String>> each() {
    return RunnableEach.of(besideEachOther(), BatchOptions.DEFAULT);
  }

  @Step
  int count(List<String> values) {
    return values.size();
  }

  @Chain(
      value = {"each", "count"},
      streams = Streaming.WHOLE)
  abstract RunnableSequence<List<String>, Integer, Integer> counted();
}
