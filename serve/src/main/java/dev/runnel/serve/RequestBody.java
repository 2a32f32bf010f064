package dev.runnel.serve;

import dev.runnel.model.ChatPrompt;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads what a client has sent. */
final class RequestBody {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private RequestBody() {}

  /** Reads JSON of any kind. */
  static JsonNode json(ServeRequest request) {
    return json(text(request));
  }

  /** Reads JSON of any kind. */
  static JsonNode json(String text) {
    if (text.isBlank()) {
      throw InvalidRequestException.at("", "There is no JSON: the text is empty.");
    }
    try {
      return MAPPER.readTree(text);
    } catch (JacksonException notJson) {
      throw InvalidRequestException.at(
          "", "This is no JSON: " + notJson.getOriginalMessage() + place(notJson));
    }
  }

  /** Reads a JSON object. */
  static ObjectNode object(ServeRequest request) {
    if (json(request) instanceof ObjectNode object) {
      return object;
    }
    throw InvalidRequestException.at("", "The body must be a JSON object.");
  }

  /** Returns a member that must be there. */
  static JsonNode member(ObjectNode object, String name) {
    JsonNode member = object.get(name);
    if (member == null) {
      throw InvalidRequestException.at("/" + name, "'" + name + "' is missing.");
    }
    return member;
  }

  /** Reads an input that stands at a member, and says so where it does not fit. */
  static <I> I input(ChainInput<I> input, JsonNode json, String pointer) {
    try {
      return input.read(json);
    } catch (InvalidRequestException within) {
      throw new InvalidRequestException(
          within.status(), pointer + within.pointer(), within.reason());
    }
  }

  /** Reads a chat that stands at {@code messages}, and says so where it does not fit. */
  static <I> I chat(ChainInput<I> input, ChatPrompt chat) {
    try {
      return input.read(chat);
    } catch (InvalidRequestException within) {
      throw new InvalidRequestException(
          within.status(), "/messages" + within.pointer(), within.reason());
    }
  }

  private static String text(ServeRequest request) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(request.body())).toString();
    } catch (CharacterCodingException notUtf8) {
      throw InvalidRequestException.at("", "The body is not written in UTF-8.");
    }
  }

  private static String place(JacksonException failure) {
    return failure.getLocation() == null
        ? "."
        : " (line "
            + failure.getLocation().getLineNr()
            + ", column "
            + failure.getLocation().getColumnNr()
            + ").";
  }
}
