package dev.runnel.benchmarks.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A list of records as JSON, cut into chunks of four characters, as a model streams it.
 *
 * @param text the whole text
 * @param chunks the text in chunks
 * @param bytes the same chunks in UTF-8
 */
record ChunkedDocument(String text, List<String> chunks, List<byte[]> bytes) {
  private static final int CHUNK = 4;

  /**
   * Makes a document.
   *
   * @param size about how many characters, all of them ASCII
   */
  static ChunkedDocument ofSize(int size) {
    StringBuilder text = new StringBuilder("{\"countries\": [");
    for (int i = 0; text.length() < size - 150; i++) {
      text.append(i == 0 ? "" : ", ")
          .append("{\"name\": \"Country number ")
          .append(i)
          .append("\", \"population\": ")
          .append(46_754_778L * (i % 97 + 1))
          .append(", \"area\": ")
          .append(i % 1_000)
          .append('.')
          .append(i % 10)
          .append("5, \"tags\": [\"a\\\"b\", \"c\", null], \"island\": ")
          .append(i % 3 == 0)
          .append('}');
    }
    text.append("]}");
    return of(text.toString());
  }

  private static ChunkedDocument of(String text) {
    List<String> chunks = new ArrayList<>();
    List<byte[]> bytes = new ArrayList<>();
    for (int i = 0; i < text.length(); i += CHUNK) {
      String chunk = text.substring(i, Math.min(text.length(), i + CHUNK));
      chunks.add(chunk);
      bytes.add(chunk.getBytes(StandardCharsets.US_ASCII));
    }
    return new ChunkedDocument(text, chunks, bytes);
  }
}
