package dev.runnel.mcp;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import java.io.IOException;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the SDK needs of JSON, by the Jackson that is there anyway. Its own module would bring a
 * validator of schemas and a parser of YAML.
 */
final class SdkJson implements McpJsonMapper {
  static final SdkJson INSTANCE = new SdkJson();

  /** Finds no fault: arguments are checked by the tools that read them. */
  static final JsonSchemaValidator VALIDATOR =
      (schema, content) ->
          JsonSchemaValidator.ValidationResponse.asValid(
              INSTANCE.mapper.writeValueAsString(content));

  private final JsonMapper mapper =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private static final String VERSION = "2.0";

  private SdkJson() {}

  /**
   * Reads one message.
   *
   * @throws IOException if it is none; says why
   */
  static JSONRPCMessage message(String text) throws IOException {
    JsonNode json;
    try {
      json = INSTANCE.mapper.readTree(text);
    } catch (JacksonException noJson) {
      throw new IOException("This is no JSON: " + noJson.getOriginalMessage(), noJson);
    }
    if (!json.isObject() || !json.path("jsonrpc").asString("").equals(VERSION)) {
      throw new IOException("A message is one JSON object, with \"jsonrpc\": \"2.0\".");
    }
    JsonNode method = json.get("method");
    if (method == null) {
      return response(json);
    }
    if (!method.isString()) {
      throw new IOException("The method of a message is a text.");
    }
    Object params = value(json.get("params"));
    return json.has("id")
        ? new JSONRPCRequest(VERSION, method.stringValue(), id(json.get("id")), params)
        : new JSONRPCNotification(VERSION, method.stringValue(), params);
  }

  private static JSONRPCResponse response(JsonNode json) throws IOException {
    Object result = value(json.get("result"));
    JSONRPCResponse.@Nullable JSONRPCError error = error(json.get("error"));
    if ((result == null) == (error == null)) {
      throw new IOException("A message has a method, a result or an error.");
    }
    return new JSONRPCResponse(VERSION, id(json.get("id")), result, error);
  }

  private static Object id(@Nullable JsonNode id) throws IOException {
    if (id != null && id.isString()) {
      return id.stringValue();
    }
    if (id != null && id.isIntegralNumber() && id.canConvertToLong()) {
      return id.numberValue();
    }
    throw new IOException("The id of a message is a text or a whole number.");
  }

  private static JSONRPCResponse.@Nullable JSONRPCError error(@Nullable JsonNode error) {
    if (error == null) {
      return null;
    }
    JsonNode code = error.path("code");
    return new JSONRPCResponse.JSONRPCError(
        code.isInt() ? code.intValue() : McpSchema.ErrorCodes.INTERNAL_ERROR,
        error.path("message").asString("The error says nothing."),
        value(error.get("data")));
  }

  private static @Nullable Object value(@Nullable JsonNode json) {
    return json == null ? null : INSTANCE.mapper.convertValue(json, Object.class);
  }

  /** Writes an error that belongs to no request, as JSON-RPC does: with an id that is null. */
  static ObjectNode refusal(int code, String message) {
    ObjectNode error = JsonNodeFactory.instance.objectNode();
    error.put("jsonrpc", VERSION).putNull("id");
    error.putObject("error").put("code", code).put("message", message);
    return error;
  }

  static JsonNode tree(Object value) {
    return INSTANCE.mapper.valueToTree(value);
  }

  @SuppressWarnings("unchecked") // the keys of a JSON object are texts
  static Map<String, Object> map(JsonNode object) {
    return INSTANCE.mapper.convertValue(object, Map.class);
  }

  @Override
  public <T> T readValue(String content, Class<T> type) throws IOException {
    return read(() -> mapper.readValue(content, type));
  }

  @Override
  public <T> T readValue(byte[] content, Class<T> type) throws IOException {
    return read(() -> mapper.readValue(content, type));
  }

  @Override
  public <T> T readValue(String content, TypeRef<T> type) throws IOException {
    return read(() -> mapper.readValue(content, mapper.constructType(type.getType())));
  }

  @Override
  public <T> T readValue(byte[] content, TypeRef<T> type) throws IOException {
    return read(() -> mapper.readValue(content, mapper.constructType(type.getType())));
  }

  private static <T> T read(Supplier<T> reading) throws IOException {
    try {
      return reading.get();
    } catch (JacksonException noJson) {
      throw new IOException("This is no JSON: " + noJson.getOriginalMessage(), noJson);
    }
  }

  @Override
  public <T> T convertValue(Object value, Class<T> type) {
    return mapper.convertValue(value, type);
  }

  @Override
  public <T> T convertValue(Object value, TypeRef<T> type) {
    return mapper.convertValue(value, mapper.constructType(type.getType()));
  }

  @Override
  public String writeValueAsString(Object value) throws IOException {
    try {
      return mapper.writeValueAsString(value);
    } catch (JacksonException unwritable) {
      throw new IOException(unwritable.getOriginalMessage(), unwritable);
    }
  }

  @Override
  public byte[] writeValueAsBytes(Object value) throws IOException {
    try {
      return mapper.writeValueAsBytes(value);
    } catch (JacksonException unwritable) {
      throw new IOException(unwritable.getOriginalMessage(), unwritable);
    }
  }
}
