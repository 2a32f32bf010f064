package dev.runnel.batch;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Writes the outputs of a chain into a journal, and reads them again.
 *
 * @param <O> the outputs
 */
public interface JournalCodec<O> {
  /**
   * Writes an output.
   *
   * @param output the output
   * @return the same as JSON
   */
  JsonNode write(O output);

  /**
   * Reads an output.
   *
   * @param json what {@link #write} has written
   * @return the output
   */
  O read(JsonNode json);

  /**
   * Returns the codec of Strings, which are written as they are.
   *
   * @return the codec
   */
  static JournalCodec<String> text() {
    return new JournalCodec<>() {
      @Override
      public JsonNode write(String output) {
        return JsonNodeFactory.instance.stringNode(output);
      }

      @Override
      public String read(JsonNode json) {
        return json.stringValue();
      }
    };
  }

  /**
   * Returns a codec by Jackson.
   *
   * @param type the type of the outputs
   * @param <O> the same
   * @return the codec
   */
  static <O> JournalCodec<O> of(Class<O> type) {
    return of(JsonText.MAPPER, JsonText.MAPPER.constructType(type));
  }

  /**
   * Returns a codec by Jackson for a generic type.
   *
   * @param type the type of the outputs
   * @param <O> the same
   * @return the codec
   */
  static <O> JournalCodec<O> of(TypeReference<O> type) {
    return of(JsonText.MAPPER, JsonText.MAPPER.constructType(type));
  }

  private static <O> JournalCodec<O> of(JsonMapper mapper, JavaType type) {
    return new JournalCodec<>() {
      @Override
      public JsonNode write(O output) {
        return mapper.valueToTree(output);
      }

      @Override
      public O read(JsonNode json) {
        return mapper.treeToValue(json, type);
      }
    };
  }
}
