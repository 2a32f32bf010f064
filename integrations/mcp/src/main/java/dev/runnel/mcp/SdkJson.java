package dev.runnel.mcp;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import java.io.IOException;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

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

  private final JsonMapper mapper = JsonMapper.builder().build();

  private SdkJson() {}

  /**
   * Reads one message.
   *
   * @throws IOException if it is none; says why
   */
  static JSONRPCMessage message(String text) throws IOException {
    try {
      return McpSchema.deserializeJsonRpcMessage(INSTANCE, text);
    } catch (IllegalArgumentException | JacksonException noMessage) {
      throw new IOException("This is no message of MCP: " + firstLine(noMessage), noMessage);
    }
  }

  private static String firstLine(Exception failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
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
    return read(content, mapper.constructType(type));
  }

  @Override
  public <T> T readValue(byte[] content, Class<T> type) throws IOException {
    return read(content, mapper.constructType(type));
  }

  @Override
  public <T> T readValue(String content, TypeRef<T> type) throws IOException {
    return read(content, mapper.constructType(type.getType()));
  }

  @Override
  public <T> T readValue(byte[] content, TypeRef<T> type) throws IOException {
    return read(content, mapper.constructType(type.getType()));
  }

  private <T> T read(Object content, JavaType type) throws IOException {
    try {
      return content instanceof byte[] bytes
          ? mapper.readValue(bytes, type)
          : mapper.readValue((String) content, type);
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
