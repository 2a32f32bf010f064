package dev.runnel.serve;

import dev.runnel.json.JsonBindException;
import dev.runnel.json.JsonBinding;
import dev.runnel.model.ChatMessage;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.Media;
import dev.runnel.model.UserMessage;
import dev.runnel.schema.JsonSchema;
import dev.runnel.schema.SchemaMismatchException;
import dev.runnel.schema.SchemaReader;
import dev.runnel.schema.SchemaViolation;
import java.lang.reflect.Type;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * How a request becomes the input of a chain. Immutable and thread-safe.
 *
 * <pre>{@code
 * ChainInput<Question> input =
 *     ChainInput.of(Question.class)
 *         .withChat(chat -> new Question(chat.messages().get(0).text()));
 * }</pre>
 *
 * @param <I> the chain's input
 */
public final class ChainInput<I> {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private static final JsonNode ANYTHING = MAPPER.createObjectNode();
  private static final JsonNode TEXT = MAPPER.createObjectNode().put("type", "string");
  private static final JsonNode CHAT =
      MAPPER.readTree(
          """
          {"anyOf":[
            {"type":"string"},
            {"type":"array","minItems":1,"items":{
              "type":"object",
              "properties":{
                "role":{"type":"string","enum":["system","user","assistant","tool"]},
                "content":{"type":["string","array"]}},
              "required":["role","content"]}}]}
          """);

  private final JavaType type;
  private final JsonNode schema;
  private final Function<JsonNode, I> fromJson;
  private final Function<ChatPrompt, I> fromChat;

  private ChainInput(
      JavaType type,
      JsonNode schema,
      Function<JsonNode, I> fromJson,
      Function<ChatPrompt, I> fromChat) {
    this.type = type;
    this.schema = schema;
    this.fromJson = fromJson;
    this.fromChat = fromChat;
  }

  /**
   * Reads a type: text from a JSON string, or the last thing the user said; a prompt from text, or
   * from all messages, also as a JSON list of objects with {@code role} and {@code content}; else
   * what Jackson reads.
   *
   * @param type the type
   * @param <I> the type
   * @return the input
   */
  public static <I> ChainInput<I> of(Class<I> type) {
    return of(MAPPER.constructType(type));
  }

  /**
   * Reads a type by its schema, as {@code @WithSchema} generates it: whatever is not as the schema
   * says is refused, with all that is wrong.
   *
   * <pre>{@code
   * ChainInput<Question> input = ChainInput.of(QuestionSchema.SCHEMA, Question.class);
   * }</pre>
   *
   * @param schema what an input must be
   * @param type what Jackson makes of it
   * @param <I> the type
   * @return the input
   */
  public static <I> ChainInput<I> of(JsonSchema schema, Class<I> type) {
    SchemaReader<I> reader = SchemaReader.of(schema, MAPPER, type);
    JavaType javaType = MAPPER.constructType(type);
    return new ChainInput<>(
        javaType, schema.toTree(), json -> checked(reader, json), refusing(javaType));
  }

  /**
   * Checks all that a chain's own schema says, unless this input has a schema already: one that was
   * given, or that of a text.
   */
  ChainInput<I> checkedBy(JsonSchema ofChain) {
    if (schema != ANYTHING) {
      return this;
    }
    SchemaReader<I> reader = SchemaReader.of(ofChain, MAPPER, reference(type));
    return new ChainInput<>(type, ofChain.toTree(), json -> checked(reader, json), fromChat);
  }

  private static <I> TypeReference<I> reference(JavaType type) {
    return new TypeReference<>() {
      @Override
      public Type getType() {
        return type;
      }
    };
  }

  private static <I> I checked(SchemaReader<I> reader, JsonNode json) {
    try {
      return reader.read(json);
    } catch (SchemaMismatchException mismatch) {
      List<SchemaViolation> violations = mismatch.violations();
      throw InvalidRequestException.at(
          violations.get(0).pointer(),
          violations.stream().map(SchemaViolation::toString).collect(Collectors.joining("; "))
              + ".");
    }
  }

  /** Reads a type that may have parameters. */
  @SuppressWarnings("unchecked") // each branch gives a value of the type that it has looked at
  static <I> ChainInput<I> of(JavaType type) {
    Class<?> raw = type.getRawClass();
    if (raw == String.class) {
      return (ChainInput<I>) new ChainInput<>(type, TEXT, ChainInput::text, ChainInput::lastSaid);
    }
    if (raw == ChatPrompt.class) {
      return (ChainInput<I>) new ChainInput<>(type, CHAT, ChainInput::prompt, chat -> chat);
    }
    JsonBinding<I> binding = JsonBinding.of(reference(type));
    return new ChainInput<>(type, ANYTHING, json -> bound(binding, json), refusing(type));
  }

  /**
   * Says how a chat becomes the input.
   *
   * @param fromChat reads the chat: its messages, the oldest first, and what the client asks of the
   *     model
   * @return a copy
   */
  public ChainInput<I> withChat(Function<ChatPrompt, I> fromChat) {
    return new ChainInput<>(type, schema, fromJson, fromChat);
  }

  /**
   * Returns what an input must be.
   *
   * @return its JSON schema; that of anything where none is known
   */
  public JsonNode schema() {
    return schema.deepCopy();
  }

  /** Tells whether the input is a text. */
  boolean readsText() {
    return type.getRawClass() == String.class;
  }

  /**
   * Reads an input.
   *
   * @param json the input as the client wrote it
   * @return the input
   * @throws InvalidRequestException if it does not fit; its pointer begins at the input
   */
  public I read(JsonNode json) {
    return fromJson.apply(json);
  }

  /**
   * Reads a chat.
   *
   * @param chat its messages, the oldest first, and what the client asks of the model
   * @return the input
   * @throws InvalidRequestException if it does not fit
   */
  public I read(ChatPrompt chat) {
    return fromChat.apply(chat);
  }

  @Override
  public String toString() {
    return type.toCanonical();
  }

  /** Reads what the user says, or a chat whose messages have roles, as OpenAI's have. */
  private static ChatPrompt prompt(JsonNode json) {
    return json instanceof ArrayNode messages
        ? RoleMessages.ofList(messages)
        : ChatPrompt.of(text(json));
  }

  private static String text(JsonNode json) {
    if (!json.isString()) {
      throw InvalidRequestException.at("", "The input must be a text, but is " + kind(json) + ".");
    }
    return json.stringValue();
  }

  private static String lastSaid(ChatPrompt chat) {
    List<ChatMessage> messages = chat.messages();
    for (int i = messages.size() - 1; i >= 0; i--) {
      if (messages.get(i) instanceof UserMessage user) {
        if (user.parts().stream().anyMatch(Media.class::isInstance)) {
          throw InvalidRequestException.at(
              "", "This chain reads text alone, and the last message has a picture or a file.");
        }
        return user.text();
      }
    }
    throw InvalidRequestException.at("", "The chat has no message of the user.");
  }

  private static <I> I bound(JsonBinding<I> binding, JsonNode json) {
    try {
      return binding.bind(json);
    } catch (JsonBindException doesNotFit) {
      throw InvalidRequestException.at(
          doesNotFit.field(), "The value does not fit: " + doesNotFit.fault() + ".");
    }
  }

  private static <I> Function<ChatPrompt, I> refusing(JavaType type) {
    return chat -> {
      throw noChat(type);
    };
  }

  private static InvalidRequestException noChat(JavaType type) {
    return InvalidRequestException.at(
        "",
        "This chain takes "
            + type.getRawClass().getSimpleName()
            + ", and the server does not say how a chat becomes one.");
  }

  private static String kind(JsonNode json) {
    return switch (json.getNodeType()) {
      case OBJECT, POJO -> "an object";
      case ARRAY -> "a list";
      case NUMBER -> "a number";
      case BOOLEAN -> "true or false";
      case NULL -> "null";
      default -> "missing";
    };
  }
}
