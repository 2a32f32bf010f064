package dev.runnel.serve;

import dev.runnel.model.ChatMessage;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.UserMessage;
import java.util.List;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How a request becomes the input of a chain. Immutable and thread-safe.
 *
 * <pre>{@code
 * ChainInput<Question> input =
 *     ChainInput.of(Question.class)
 *         .withMessages(messages -> new Question(messages.get(messages.size() - 1).text()));
 * }</pre>
 *
 * @param <I> the chain's input
 */
public final class ChainInput<I> {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final JavaType type;
  private final Function<JsonNode, I> fromJson;
  private final Function<List<ChatMessage>, I> fromMessages;

  private ChainInput(
      JavaType type, Function<JsonNode, I> fromJson, Function<List<ChatMessage>, I> fromMessages) {
    this.type = type;
    this.fromJson = fromJson;
    this.fromMessages = fromMessages;
  }

  /**
   * Reads a type: text from a JSON string, or the last thing the user said; a prompt from text, or
   * from all messages; a list of messages; else what Jackson reads.
   *
   * @param type the type
   * @param <I> the type
   * @return the input
   */
  public static <I> ChainInput<I> of(Class<I> type) {
    return of(MAPPER.constructType(type));
  }

  /** Reads a type that may have parameters. */
  @SuppressWarnings("unchecked") // each branch gives a value of the type that it has looked at
  static <I> ChainInput<I> of(JavaType type) {
    Class<?> raw = type.getRawClass();
    if (raw == String.class) {
      return (ChainInput<I>) new ChainInput<>(type, ChainInput::text, ChainInput::lastSaid);
    }
    if (raw == ChatPrompt.class) {
      return (ChainInput<I>)
          new ChainInput<>(type, json -> ChatPrompt.of(text(json)), ChatPrompt::of);
    }
    return new ChainInput<>(type, json -> (I) bound(json, type), messages -> noMessages(type));
  }

  /**
   * Says how the messages of a chat become the input.
   *
   * @param fromMessages reads the messages, the oldest first; what it throws refuses the request
   * @return a copy
   */
  public ChainInput<I> withMessages(Function<List<ChatMessage>, I> fromMessages) {
    return new ChainInput<>(type, fromJson, fromMessages);
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
   * Reads the messages of a chat.
   *
   * @param messages the messages, the oldest first
   * @return the input
   * @throws InvalidRequestException if they do not fit
   */
  public I read(List<ChatMessage> messages) {
    return fromMessages.apply(messages);
  }

  @Override
  public String toString() {
    return type.toCanonical();
  }

  private static String text(JsonNode json) {
    if (!json.isString()) {
      throw InvalidRequestException.at("", "The input must be a text, but is " + kind(json) + ".");
    }
    return json.stringValue();
  }

  private static String lastSaid(List<ChatMessage> messages) {
    for (int i = messages.size() - 1; i >= 0; i--) {
      if (messages.get(i) instanceof UserMessage user) {
        return user.text();
      }
    }
    throw InvalidRequestException.at("", "There is no message of the user.");
  }

  private static Object bound(JsonNode json, JavaType type) {
    try {
      Object value = MAPPER.convertValue(json, type);
      if (value == null) {
        throw InvalidRequestException.at("", "The input must not be null.");
      }
      return value;
    } catch (DatabindException doesNotFit) {
      throw InvalidRequestException.at(pointer(doesNotFit), doesNotFit.getOriginalMessage());
    } catch (JacksonException broken) {
      throw InvalidRequestException.at("", broken.getOriginalMessage());
    }
  }

  private static String pointer(DatabindException failure) {
    StringBuilder pointer = new StringBuilder();
    for (JacksonException.Reference step : failure.getPath()) {
      String name =
          step.getPropertyName() == null
              ? Integer.toString(step.getIndex())
              : step.getPropertyName();
      pointer.append('/').append(name.replace("~", "~0").replace("/", "~1"));
    }
    return pointer.toString();
  }

  private static <I> I noMessages(JavaType type) {
    throw InvalidRequestException.at(
        "",
        "This chain takes "
            + type.getRawClass().getSimpleName()
            + ", and the server does not say how messages become one.");
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
