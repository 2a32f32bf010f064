package dev.runnel.processor.types;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

/** Knows the types of others that are taken for Runnel's: by their name, or by what they do. */
public final class Namesakes {
  private static final String OURS = "dev.runnel.";

  /** Those of Runnel's types that authors write, by their simple names. */
  private static final Map<String, String> BY_NAME =
      Stream.of(
              TypeNames.RUNNEL,
              TypeNames.STREAM_RUNNEL,
              TypeNames.TRANSFORMER_RUNNEL,
              TypeNames.RUNNABLE_SEQUENCE,
              TypeNames.STREAM_SEQUENCE,
              TypeNames.TEXT_CHAIN,
              TypeNames.CHUNK_STREAM,
              TypeNames.EMITTER,
              TypeNames.TRANSFORMER,
              TypeNames.CALL,
              TypeNames.RUN_CONTEXT,
              TypeNames.CHAT_MODEL,
              TypeNames.CHAT_PROMPT,
              TypeNames.CHAT_PROMPT_TEMPLATE,
              TypeNames.CHAT_MESSAGE,
              TypeNames.AI_MESSAGE,
              TypeNames.AI_MESSAGE_CHUNK,
              TypeNames.RETRIEVER,
              TypeNames.TOOL)
          .collect(Collectors.toMap(Namesakes::simple, Function.identity()));

  private static final Map<String, Adapter> ADAPTERS =
      Stream.of(
              Adapter.ofLangChain4j("model.chat.ChatModel", TypeNames.CHAT_MODEL, "ChatModel"),
              Adapter.ofLangChain4j(
                  "model.chat.StreamingChatModel", TypeNames.CHAT_MODEL, "ChatModel"),
              Adapter.ofLangChain4j(
                  "rag.content.retriever.ContentRetriever", TypeNames.RETRIEVER, "Retriever"),
              Adapter.ofSpringAi("chat.model.ChatModel", TypeNames.CHAT_MODEL),
              Adapter.ofSpringAi("chat.model.StreamingChatModel", TypeNames.CHAT_MODEL),
              Adapter.ofSpringAi("chat.client.ChatClient", TypeNames.CHAT_MODEL),
              Adapter.ofSpringAi("rag.retrieval.search.DocumentRetriever", TypeNames.RETRIEVER))
          .collect(Collectors.toMap(Adapter::type, Function.identity()));

  private Namesakes() {}

  /**
   * What makes one of Runnel's types of another library's.
   *
   * @param type the other type
   * @param ours Runnel's
   * @param how how one becomes the other
   */
  private record Adapter(String type, String ours, String how) {
    static Adapter ofLangChain4j(String type, String ours, String kind) {
      return new Adapter(
          "dev.langchain4j." + type,
          ours,
          "pass in LangChain4j" + kind + ".of(...), of dev.runnel:runnel-langchain4j");
    }

    static Adapter ofSpringAi(String type, String ours) {
      return new Adapter(
          "org.springframework.ai." + type,
          ours,
          "pass in one of your own that calls Spring AI's, since Runnel has no adapter for it");
    }
  }

  /**
   * Says what to write in place of a type that is taken for one of Runnel's.
   *
   * @param type the type
   * @return a sentence; empty if it is Runnel's, or is like none of them
   */
  public static Optional<String> mend(TypeMirror type) {
    return element(type)
        .map(element -> element.getQualifiedName().toString())
        .filter(name -> !name.startsWith(OURS))
        .flatMap(Namesakes::mend);
  }

  private static Optional<String> mend(String name) {
    Adapter adapter = ADAPTERS.get(name);
    if (adapter != null) {
      return Optional.of("Return " + adapter.ours() + ", and " + adapter.how() + ".");
    }
    return Optional.ofNullable(BY_NAME.get(simple(name)))
        .map(ours -> "Import " + ours + " instead.");
  }

  /**
   * Tells whether a class has the simple name of one of Runnel's, so that it does not say enough.
   */
  static boolean isAmbiguous(TypeElement type) {
    String name = type.getQualifiedName().toString();
    return !name.startsWith(OURS)
        && (BY_NAME.containsKey(simple(name)) || ADAPTERS.containsKey(name));
  }

  private static Optional<TypeElement> element(TypeMirror type) {
    return type instanceof DeclaredType declared
            && declared.asElement() instanceof TypeElement named
        ? Optional.of(named)
        : Optional.empty();
  }

  private static String simple(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
