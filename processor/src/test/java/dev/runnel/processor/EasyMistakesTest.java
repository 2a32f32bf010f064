package dev.runnel.processor;

import dev.runnel.processor.Compiled.Source;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Mistakes that are easy to make are named, with what to do. */
class EasyMistakesTest {
  private static final String ADAPTER_OF_LANGCHAIN4J =
      "Return dev.runnel.model.ChatModel, and pass in LangChain4jChatModel.of(...), of"
          + " dev.runnel:runnel-langchain4j.";

  private static final String SPRING_AI =
      "Return dev.runnel.model.ChatModel, and pass in one of your own that calls Spring AI's, since"
          + " Runnel has no adapter for it.";

  private static DiagnosticsOf chains(String body, Source... others) {
    Source[] all = new Source[others.length + 1];
    System.arraycopy(others, 0, all, 1, others.length);
    all[0] = Source.of("Jokes", "abstract class Jokes {\n" + body + "\n}\n");
    return DiagnosticsOf.sources(all);
  }

  private static Source foreign(String name) {
    int dot = name.lastIndexOf('.');
    return new Source(
        name,
        "package "
            + name.substring(0, dot)
            + "; public interface "
            + name.substring(dot + 1)
            + " {}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dev.langchain4j.model.chat.ChatModel | " + ADAPTER_OF_LANGCHAIN4J,
        "dev.langchain4j.model.chat.StreamingChatModel | " + ADAPTER_OF_LANGCHAIN4J,
        "dev.langchain4j.rag.content.retriever.ContentRetriever | Return"
            + " dev.runnel.model.Retriever, and pass in LangChain4jRetriever.of(...), of"
            + " dev.runnel:runnel-langchain4j.",
        "org.springframework.ai.chat.model.ChatModel | " + SPRING_AI,
        "org.springframework.ai.chat.model.StreamingChatModel | " + SPRING_AI,
        "com.example.ChatModel | Import dev.runnel.model.ChatModel instead.",
        "com.example.Retriever | Import dev.runnel.model.Retriever instead.",
        "com.example.Tool | Import dev.runnel.tool.Tool instead.",
        "com.example.RunnableSequence | Import dev.runnel.RunnableSequence instead.",
      })
  void aComponentOfAnotherLibraryIsNamedWithWhatMakesOneOfRunnel(String type, String mend) {
    chains(
            "@StreamingStep abstract "
                + type
                + " «model();\n@Chain({\"model\"})"
                + " abstract TextChain<String> joke();",
            foreign(type))
        .are(
            "[Runnel/UnsupportedSignature] Method 'model' cannot be a step: it returns "
                + type
                + ", which is not Runnel's. "
                + mend);
    chains(
            "abstract "
                + type
                + " «model();\n@Step String a(String a) { return a; }\n@Chain({\"a\"})"
                + " abstract TextChain<String> joke();",
            foreign(type))
        .are(
            "[Runnel/UnimplementedMethod] Method 'model' is abstract, but nothing says what the"
                + " generated class should do in it. "
                + mend);
    chains(
            "@Step "
                + type
                + " model() { return null; }\n@Step String read(String text) { return"
                + " text; }\n@Chain({\"model\", «\"read\"}) abstract TextChain<String> joke();",
            foreign(type))
        .are(
            "[Runnel/StepMismatch] Step 'read' reads text, but step 'model' before it gives "
                + type
                + ". "
                + mend);
  }

  @Test
  void aPromptOfAnotherLibraryIsNamed() {
    chains(
            """
            @Prompt("About {topic}") abstract com.example.ChatPrompt «ask(String topic);
            @Chain({"ask"}) abstract RunnableSequence<String, ChatPrompt, ChatPrompt> joke();
            """,
            foreign("com.example.ChatPrompt"))
        .are(
            "[Runnel/UnsupportedSignature] Method 'ask' cannot be a step: it has @Prompt and returns"
                + " com.example.ChatPrompt. Import dev.runnel.model.ChatPrompt instead.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "abstract RunnableSequence<String, String, String> «joke();",
        "abstract TextChain<String> «joke();",
        "abstract Runnel<String, String, String> «joke();",
        "@StreamingStep abstract ChatModel model(); abstract String «joke(String topic);",
        "@StreamingStep abstract ChatModel model(); abstract ChunkStream<String> «joke(String topic);",
        "@Prompt(\"About {topic}\") abstract ChatPrompt ask(String topic);"
            + " abstract CompletableFuture<String> «joke(String topic);",
      })
  void aForgottenChainIsAskedFor(String methods) {
    chains("@Step String read(String text) { return text; }\n" + methods)
        .are(
            Diagnostic.Kind.WARNING,
            "[Runnel/UnimplementedMethod] Jokes has steps, but no chain: no class is generated, and"
                + " nothing implements 'joke'. If 'joke' is a chain, annotate it with @Chain, and"
                + " name its steps.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "abstract class Jokes | abstract String «joke(String topic);",
        "abstract class Jokes | abstract ChunkStream<String> «joke(String topic);",
        "interface Jokes | CompletableFuture<String> «joke(String topic);",
      })
  void aCallThatMayBeAChainIsNotedBesideStepsWithBodies(String type, String method) {
    String body = type.startsWith("interface") ? "default " : "";
    DiagnosticsOf.source(
            "Jokes",
            type
                + " {\n@Step "
                + body
                + "String read(String text) { return text; }\n"
                + method
                + "\n}\n")
        .are(
            Diagnostic.Kind.NOTE,
            "[Runnel/UnimplementedMethod] Jokes has steps, but no chain: no class is generated, and"
                + " nothing implements 'joke'. If 'joke' is a chain, annotate it with @Chain, and"
                + " name its steps.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "abstract String language();",
        "@StreamingStep abstract ChatModel model(); abstract String language();",
        "@StreamingStep abstract ChatModel model(); abstract void log(String text);",
        "@StreamingStep abstract ChatModel model(); String joke(String topic) { return topic; }",
      })
  void aClassOfStepsForHeirsIsLeftAlone(String methods) {
    chains("@Step String read(String text) { return text; }\n" + methods).areNone();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "String «joke(String topic) throws java.io.IOException | IOException",
        "ChunkStream<String> «joke(String topic) throws IllegalStateException, Exception | Exception",
        "CompletableFuture<String> «joke(String topic) throws TimeoutException | TimeoutException",
        "TextChain<String> «joke() throws InterruptedException | InterruptedException",
      })
  void noCheckedExceptionComesOutOfAChain(String method, String thrown) {
    chains(
            "@Step String read(String text) { return text; }\n@Chain({\"read\"}) abstract "
                + method
                + ";")
        .are(
            "[Runnel/UnsupportedSignature] Method 'joke' cannot be a chain: it throws "
                + thrown
                + ", which never comes out of a chain. Remove it from 'throws', and catch"
                + " StepException, whose cause is the checked exception that a step has thrown.");
  }

  @Test
  void aChainMayTellOfUncheckedExceptions() {
    chains(
            """
            @Step String read(String text) throws java.io.IOException { return text; }
            @Chain({"read"}) abstract String joke(String topic) throws StepException;
            """)
        .areNone();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "List<String> | List<String> | String",
        "Set<? extends String> | Set<? extends String> | String",
        "String[] | String[] | String",
        "Collection<AiMessage> | Collection<AiMessage> | AiMessage",
      })
  void aListIsOneValueAndAnIterableWouldStream(String list, String said, String element) {
    for (String annotation : new String[] {"@Step", "@StreamingStep"}) {
      chains(
              "@Step "
                  + list
                  + " lines(String text) { return null; }\n"
                  + annotation
                  + " String read(String text) { return text; }\n"
                  + "@Chain({\"lines\", «\"read\"}) abstract TextChain<String> joke();")
          .are(
              "[Runnel/StepMismatch] Step 'read' reads text, but step 'lines' before it gives "
                  + said
                  + ". Let 'lines' return Iterable<"
                  + element
                  + (annotation.equals("@Step")
                      ? ">, and annotate 'read' with @StreamingStep"
                      : ">")
                  + ", to give its elements one after the other, put a step between them that makes"
                  + " String of "
                  + said
                  + ", or let 'read' read another step with @From.");
    }
    chains(
            "@Step "
                + list
                + " lines(String text) { return null; }\n"
                + "@Chain({\"lines\"}) abstract TextChain<String> «joke();")
        .are(
            "[Runnel/ChainTypeMismatch] Chain 'joke' streams text, but its last step 'lines' gives "
                + said
                + ". Declare that 'joke' streams "
                + said
                + ", or end it with a step that gives String. If 'lines' returns Iterable<"
                + element
                + ">, it gives its elements one after the other.");
  }
}
