package dev.runnel.benchmarks.compare;

import dev.runnel.ChunkStream;
import dev.runnel.annotations.Agent;
import dev.runnel.annotations.Answer;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Input;
import dev.runnel.annotations.Prompt;
import dev.runnel.annotations.Remember;
import dev.runnel.annotations.Step;
import dev.runnel.annotations.StreamingStep;
import dev.runnel.annotations.Tool;
import dev.runnel.history.ChatHistory;
import dev.runnel.history.ChatMemory;
import dev.runnel.history.Trimming;
import dev.runnel.model.AiMessage;
import dev.runnel.model.ChatMessage;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.Document;
import dev.runnel.model.Media;
import dev.runnel.model.Retriever;
import java.util.List;
import java.util.function.Consumer;

/** The side of Runnel in docs/coming-from.md. */
final class RunnelRows {
  private RunnelRows() {}

  // region ask
  interface Joker {
    @Prompt(system = "You are kind.", value = "Tell me a joke about {topic}")
    ChatPrompt ask(String topic);

    @StreamingStep
    ChatModel model();

    @Chain({"ask", "model"})
    String joke(String topic);
  }

  static String ask(ChatModel model) {
    return new RunnelRows_JokerRunnables(model).joke("parrots");
  }

  // endregion

  // region stream
  interface Streaming {
    @Prompt("Tell me a joke about {topic}")
    ChatPrompt ask(String topic);

    @StreamingStep
    ChatModel model();

    @Chain({"ask", "model"})
    ChunkStream<String> joke(String topic);
  }

  static void stream(ChatModel model, Consumer<String> out) {
    new RunnelRows_StreamingRunnables(model).joke("parrots").forEach(out);
  }

  // endregion

  // region answer
  record Person(String name, int age, List<String> languages) {}

  interface Extraction {
    @Prompt("Who is this? {text}")
    ChatPrompt ask(String text);

    @StreamingStep
    @Answer
    ChatModel model();

    @Chain({"ask", "model"})
    Person person(String text);
  }

  static Person answer(ChatModel model) {
    return new RunnelRows_ExtractionRunnables(model).person("Ann, 7, speaks English.");
  }

  // endregion

  // region tool
  interface Assistant {
    @Prompt("{question}")
    ChatPrompt ask(String question);

    @StreamingStep
    @Agent
    ChatModel model();

    /** Tells the weather in a city. */
    @Tool
    default String weather(String city) {
      return "Rain in " + city;
    }

    @Chain({"ask", "model"})
    String answer(String question);
  }

  static String tool(ChatModel model) {
    return new RunnelRows_AssistantRunnables(model).answer("Rain in Rome?");
  }

  // endregion

  // region memory
  interface Chat {
    record Question(String user, String text) {}

    @Prompt(value = "{question.text}", conversation = "{question.user}")
    ChatPrompt ask(Question question);

    @StreamingStep
    @Remember("memory")
    ChatModel model();

    ChatMemory memory();

    @Chain({"ask", "model"})
    String answer(Question question);
  }

  static String memory(ChatModel model) {
    ChatMemory memory = ChatMemory.of(ChatHistory.inMemory()).withTrimming(Trimming.ofTurns(10));
    Chat chat = new RunnelRows_ChatRunnables(model, memory);
    chat.answer(new Chat.Question("anna", "My name is Anna."));
    return chat.answer(new Chat.Question("anna", "What is my name?"));
  }

  // endregion

  // region retrieve
  interface Guide {
    @Step
    Retriever notes();

    @Prompt(system = "Answer from these notes:\n{notes}", value = "{question}")
    ChatPrompt ask(List<Document> notes, @Input String question);

    @StreamingStep
    ChatModel model();

    @Chain({"notes", "ask", "model"})
    String answer(String question);
  }

  static String retrieve(ChatModel model, Retriever notes) {
    return new RunnelRows_GuideRunnables(notes, model).answer("When is lunch?");
  }

  // endregion

  // region picture
  static String picture(ChatModel model, byte[] png) {
    ChatMessage question = ChatMessage.user("What is this?", Media.image(png, "image/png"));
    return model.invoke(ChatPrompt.of(question)).text();
  }

  // endregion

  // region tokens
  interface Counted {
    @Prompt("Tell me a joke about {topic}")
    ChatPrompt ask(String topic);

    @StreamingStep
    ChatModel model();

    @Chain({"ask", "model"})
    AiMessage joke(String topic);
  }

  static int tokens(ChatModel model) {
    return new RunnelRows_CountedRunnables(model).joke("parrots").usage().total();
  }
  // endregion
}
