package dev.runnel.model;

import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The form in which a model is to answer. Immutable and thread-safe. */
public sealed interface ResponseFormat {
  /** Asks for plain text. */
  ResponseFormat TEXT = new Text();

  /** Asks for JSON; most models also want the prompt to say so. */
  ResponseFormat JSON = new Json();

  /**
   * Asks for JSON of a given form.
   *
   * @param name the name of the form, such as {@code countries}
   * @param schema its JSON schema
   * @return the format
   */
  static ResponseFormat jsonSchema(String name, JsonNode schema) {
    return new JsonSchema(name, schema);
  }

  /**
   * Asks for JSON of a given form.
   *
   * @param name the name of the form, such as {@code countries}
   * @param schema its JSON schema as text
   * @return the format
   * @throws IllegalArgumentException if the schema is not a JSON object
   */
  static ResponseFormat jsonSchema(String name, String schema) {
    return new JsonSchema(name, JsonSchemas.parse(schema, "Response format '" + name + "'"));
  }

  /**
   * Says the format that a prompt asks for in words, behind its last message of the user, for a
   * model that takes no formats.
   *
   * @param prompt the prompt
   * @return a prompt without the format; the same if it asks for no JSON
   */
  static ChatPrompt inWords(ChatPrompt prompt) {
    ResponseFormat format = prompt.options().responseFormat();
    String words = "";
    if (format instanceof JsonSchema json) {
      words = "Answer with nothing but JSON that fits this JSON schema:\n" + json.schema();
    } else if (format instanceof Json) {
      words = "Answer with nothing but JSON.";
    }
    ChatPrompt plain =
        prompt.withOptions(prompt.options().without(Set.of(ChatOption.RESPONSE_FORMAT)));
    return words.isEmpty() ? plain : plain.saying(words);
  }

  /** Asks for plain text. */
  record Text() implements ResponseFormat {}

  /** Asks for JSON of any form. */
  record Json() implements ResponseFormat {}

  /**
   * Asks for JSON of a given form.
   *
   * @param name the name of the form
   * @param schema its JSON schema; not to be changed
   */
  record JsonSchema(String name, JsonNode schema) implements ResponseFormat {
    /** Checks the name and that the schema is an object, and copies the schema. */
    public JsonSchema {
      if (name.isBlank()) {
        throw new IllegalArgumentException("A response format with a schema needs a name.");
      }
      schema = JsonSchemas.checked(schema, "Response format '" + name + "'");
    }
  }
}
