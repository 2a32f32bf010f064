package dev.runnel.history;

import dev.runnel.model.ChatMessage;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Messages as JSON text, and back: with all their parts, and each signature and each provider's
 * extras to the byte.
 *
 * <pre>{@code
 * String json = MessageJson.write(history.load("anna").messages());
 * List<ChatMessage> messages = MessageJson.read(json);
 * }</pre>
 *
 * <p>The text names the version of its format. Text of a later version is refused, and the error
 * says what of it is not known: what was left out silently would be lost when it is stored again.
 */
public final class MessageJson {
  /** The version that is written; each one up to it is read. */
  public static final int VERSION = 1;

  // Media may be large, and results may be nested.
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxStringLength(Integer.MAX_VALUE)
                          .maxNestingDepth(10_000)
                          .build())
                  .streamWriteConstraints(
                      StreamWriteConstraints.builder().maxNestingDepth(10_000).build())
                  .build())
          .build();

  private static final ObjectWriter SORTED =
      MAPPER.writer().with(JsonNodeFeature.WRITE_PROPERTIES_SORTED);

  private MessageJson() {}

  /**
   * Writes messages.
   *
   * @param messages the messages
   * @return JSON text; what is no character by itself is escaped, so that any encoding keeps it
   */
  public static String write(List<? extends ChatMessage> messages) {
    return text(toTree(messages));
  }

  /**
   * Writes messages, to be put into JSON of one's own.
   *
   * @param messages the messages
   * @return a new tree
   */
  public static JsonNode toTree(List<? extends ChatMessage> messages) {
    return new MessageWriter().write(messages);
  }

  /**
   * Writes JSON that has messages in it, however large and deep these are.
   *
   * @param json the JSON
   * @return JSON text; what is no character by itself is escaped, so that any encoding keeps it
   */
  public static String text(JsonNode json) {
    return escaped(MAPPER.writeValueAsString(json));
  }

  /**
   * Writes JSON that has messages in it in one form: what is equal but for the order of its
   * properties gives the same text, to be signed or compared.
   *
   * @param json the JSON
   * @return JSON text, as {@link #text} but with properties in alphabetical order
   */
  public static String sortedText(JsonNode json) {
    return escaped(SORTED.writeValueAsString(json));
  }

  /**
   * Reads messages that {@link #write} wrote.
   *
   * @param json the JSON text
   * @return the messages, unmodifiable
   * @throws MessageFormatException if the text is none of these, or of a later version
   */
  public static List<ChatMessage> read(String json) {
    try {
      return fromTree(tree(json));
    } catch (JacksonException e) {
      throw new MessageFormatException(
          "These are no stored messages, but broken JSON: " + e.getOriginalMessage(), e);
    }
  }

  /**
   * Reads messages that {@link #toTree} wrote.
   *
   * @param json the tree
   * @return the messages, unmodifiable
   * @throws MessageFormatException if they are none of these, or of a later version
   */
  public static List<ChatMessage> fromTree(JsonNode json) {
    return MessageReader.read(json);
  }

  /**
   * Reads JSON that has messages in it, however large and deep these are.
   *
   * @param text JSON text
   * @return the JSON
   * @throws JacksonException if it is broken
   */
  public static JsonNode tree(String text) {
    return MAPPER.readTree(text);
  }

  /** Escapes halves of characters, which would be lost in UTF-8. They stand in texts only. */
  private static String escaped(String json) {
    StringBuilder escaped = null;
    int from = 0;
    for (int i = 0; i < json.length(); i++) {
      char unit = json.charAt(i);
      if (!Character.isSurrogate(unit)) {
        continue;
      }
      if (Character.isHighSurrogate(unit)
          && i + 1 < json.length()
          && Character.isLowSurrogate(json.charAt(i + 1))) {
        i++;
        continue;
      }
      escaped = escaped == null ? new StringBuilder(json.length() + 6) : escaped;
      escaped.append(json, from, i).append("\\u").append(HexFormat.of().toHexDigits(unit));
      from = i + 1;
    }
    return escaped == null ? json : escaped.append(json, from, json.length()).toString();
  }
}
