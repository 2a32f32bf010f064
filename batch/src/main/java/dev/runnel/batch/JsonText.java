package dev.runnel.batch;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The JSON of journals, and the fingerprints of what stands in it. */
final class JsonText {
  /** Writes the same bytes for the same value each time. */
  static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .build();

  private static final int FINGERPRINT_BYTES = 16;

  private JsonText() {}

  /** Returns the text of an input, for its fingerprint. */
  static String of(Object input) {
    if (input instanceof CharSequence text) {
      return text.toString();
    }
    try {
      return MAPPER.writeValueAsString(input);
    } catch (RuntimeException notWritable) {
      throw new JournalException(
          ("The inputs of the batch, of %s, cannot be written as JSON, so no change of them would be"
                  + " noticed. Say by withInputText what makes an input: %s")
              .formatted(input.getClass(), notWritable.getMessage()),
          notWritable);
    }
  }

  /** Returns the first half of a text's SHA-256, as hexadecimal digits. */
  static String fingerprint(String text) {
    return HexFormat.of().formatHex(Arrays.copyOf(digest(text), FINGERPRINT_BYTES));
  }

  static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Each JDK has SHA-256.", e);
    }
  }
}
