package dev.runnel.benchmarks.json;

import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.async.ByteArrayFeeder;
import tools.jackson.core.json.JsonFactory;

/** Reads a document with Jackson's non-blocking parser. */
final class JacksonRun {
  private static final JsonFactory FACTORY = new JsonFactory();

  private JacksonRun() {}

  static long checksum(List<byte[]> chunks) {
    Checksum checksum = new Checksum();
    try (JsonParser parser = FACTORY.createNonBlockingByteArrayParser(ObjectReadContext.empty())) {
      ByteArrayFeeder feeder = (ByteArrayFeeder) parser.nonBlockingInputFeeder();
      for (byte[] chunk : chunks) {
        feeder.feedInput(chunk, 0, chunk.length);
        read(parser, checksum);
      }
      feeder.endOfInput();
      read(parser, checksum);
    }
    return checksum.sum();
  }

  private static void read(JsonParser parser, Checksum checksum) {
    JsonToken token = parser.nextToken();
    while (token != null && token != JsonToken.NOT_AVAILABLE) {
      switch (token) {
        case PROPERTY_NAME -> checksum.mark(parser.currentName().hashCode());
        case VALUE_STRING ->
            checksum.text(
                parser.getStringCharacters(), parser.getStringOffset(), parser.getStringLength());
        case VALUE_NUMBER_INT -> checksum.integer(parser.getLongValue());
        case VALUE_NUMBER_FLOAT -> checksum.decimal(parser.getDecimalValue());
        default -> checksum.mark(token.id());
      }
      token = parser.nextToken();
    }
  }
}
