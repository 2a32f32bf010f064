package dev.runnel.events;

import dev.runnel.ChunkStream;
import dev.runnel.Emitter;
import dev.runnel.RunnableSequence;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.From;
import dev.runnel.annotations.Input;
import dev.runnel.annotations.Prompt;
import dev.runnel.annotations.RunType;
import dev.runnel.annotations.Step;
import dev.runnel.annotations.Streaming;
import dev.runnel.annotations.StreamingStep;
import dev.runnel.model.AiMessage;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.ChatPromptTemplate;
import dev.runnel.model.Document;
import dev.runnel.model.Retriever;
import dev.runnel.parser.JsonOutputParser;
import dev.runnel.parser.JsonSnapshots;
import dev.runnel.parser.StringOutputParser;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The chains of the conformance files, written as annotated methods. */
public abstract class SeedChains {
  @StreamingStep(name = "ScriptedChatModel")
  abstract ChatModel model();

  @StreamingStep(name = "model")
  ChatModel namedModel() {
    return model();
  }

  @Step(name = "ListRetriever")
  abstract Retriever retriever();

  @StreamingStep(name = "StrOutputParser")
  StringOutputParser text() {
    return new StringOutputParser();
  }

  @StreamingStep(name = "JsonOutputParser")
  JsonSnapshots json() {
    return JsonOutputParser.snapshots().withUnfencedDocuments();
  }

  @StreamingStep(name = "my_parser")
  JsonSnapshots myParser() {
    return JsonOutputParser.snapshots().withUnfencedDocuments();
  }

  // ---- a model alone

  @Chain(value = "model", name = "ScriptedChatModel")
  abstract RunnableSequence<String, AiMessageChunk, AiMessage> modelAlone();

  // ---- model and text

  @Chain(
      value = {"model", "text"},
      name = "RunnableSequence")
  abstract RunnableSequence<String, String, String> modelText();

  // ---- prompt, model, text

  @Step(name = "ChatPromptTemplate")
  ChatPromptTemplate joke() {
    return ChatPromptTemplate.of("tell me a joke about {topic}");
  }

  @Chain(
      value = {"joke", "model", "text"},
      name = "RunnableSequence")
  abstract RunnableSequence<Map<String, String>, String, String> promptModelText();

  // ---- model, JSON, and steps behind it

  @Chain(
      value = {"model", "json"},
      name = "RunnableSequence")
  abstract RunnableSequence<String, JsonNode, JsonNode> modelJson();

  @Chain(
      value = {"namedModel", "myParser"},
      name = "RunnableSequence")
  abstract RunnableSequence<String, JsonNode, JsonNode> namedModelJson();

  @Chain(
      value = {"model", "json"},
      name = "RunnableSequence",
      tags = "my_chain")
  abstract RunnableSequence<String, JsonNode, JsonNode> taggedModelJson();

  private static List<String> namesIn(JsonNode document) {
    List<String> names = new ArrayList<>();
    for (JsonNode country : document.path("countries")) {
      if (country.path("name").isString()) {
        names.add(country.get("name").asString());
      }
    }
    return names;
  }

  @Step(name = "_extract_country_names")
  List<String> names(JsonNode document) {
    return namesIn(document);
  }

  @Chain(
      value = {"model", "json", "names"},
      name = "RunnableSequence",
      streams = Streaming.WHOLE)
  abstract RunnableSequence<String, List<String>, List<String>> modelJsonNames();

  @Step(name = "RunnableLambda")
  List<String> namesOfLambda(JsonNode document) {
    return namesIn(document);
  }

  @Chain(
      value = {"model", "json", "namesOfLambda"},
      name = "RunnableSequence",
      streams = Streaming.WHOLE)
  abstract RunnableSequence<String, List<String>, List<String>> modelJsonLambda();

  @StreamingStep(name = "_extract_country_names_streaming")
  void newNames(ChunkStream<JsonNode> documents, Emitter<String> out) {
    Set<String> seen = new HashSet<>();
    for (JsonNode document : documents) {
      for (String name : namesIn(document)) {
        if (!name.isEmpty() && seen.add(name)) {
          out.emit(name);
        }
      }
    }
  }

  @Chain(
      value = {"model", "json", "newNames"},
      name = "RunnableSequence")
  abstract RunnableSequence<String, String, String> modelJsonNewNames();

  // ---- retrieval

  @Chain(value = "retriever", name = "ListRetriever")
  abstract RunnableSequence<String, List<Document>, List<Document>> retrieverAlone();

  @Step(name = "Docs")
  Retriever docs() {
    return retriever();
  }

  @Prompt(
      name = "ChatPromptTemplate",
      value =
          "Answer the question based only on the following context:\n{context}\n\n"
              + "Question: {question}\n")
  abstract ChatPrompt answer(@From("docs") List<Document> context, @Input String question);

  @Chain(
      value = {"docs", "answer", "model", "text"},
      name = "RunnableSequence")
  abstract RunnableSequence<String, String, String> retrievalChain();

  // ---- functions that call other runnels

  @Step
  String reverse(String word) {
    return new StringBuilder(word).reverse().toString();
  }

  @Chain(value = "reverse", name = "reverse_word")
  abstract RunnableSequence<String, String, String> reverseWord();

  @Step
  String doubled(String word) {
    return reverseWord().invoke(word).repeat(2);
  }

  @Chain(value = "doubled", name = "reverse_and_double")
  abstract RunnableSequence<String, String, String> reverseAndDouble();

  @Step(type = RunType.TOOL)
  String tool(String word) {
    return reverseWord().invoke(word);
  }

  record Arguments(String word) {}

  @Step(type = RunType.TOOL)
  String namedTool(Arguments arguments) {
    return reverseWord().invoke(arguments.word());
  }

  @Chain(value = "tool", name = "bad_tool")
  abstract RunnableSequence<String, String, String> badTool();

  @Chain(value = "tool", name = "correct_tool")
  abstract RunnableSequence<String, String, String> correctTool();

  @Chain(value = "namedTool", name = "bad_tool")
  abstract RunnableSequence<Arguments, String, String> badNamedTool();

  @Chain(value = "namedTool", name = "correct_tool")
  abstract RunnableSequence<Arguments, String, String> correctNamedTool();
}
