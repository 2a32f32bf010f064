package dev.runnel.json;

import dev.runnel.json.internal.ReadRules;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;

/**
 * Says where a {@link JsonReader} looks for the document, and what it puts up with. Immutable and
 * thread-safe.
 *
 * @param unfencedDocuments whether a document may also stand in prose without a code fence
 * @param maxDepth how many objects and arrays may be open at the same time
 * @param maxLength how many UTF-16 code units there may be up to the end of the document
 * @param maxNumberLength how many characters a number may have
 * @param truncated what becomes of a text that ends inside its document
 * @param errorsForgiven whether no error of the text is one
 * @param mapper what binds to Java types
 * @param unbindableHandler what becomes of an element that does not bind
 */
public record JsonReadOptions(
    boolean unfencedDocuments,
    int maxDepth,
    int maxLength,
    int maxNumberLength,
    Truncated truncated,
    boolean errorsForgiven,
    JsonMapper mapper,
    UnbindableHandler unbindableHandler) {
  /**
   * What holds if nothing is said: fenced documents or bare ones, at most 1,000 open objects and
   * arrays, 16 Mi code units and 1,000 characters in a number; every error is one; bound by {@link
   * JsonMapper#shared()}.
   */
  public static final JsonReadOptions DEFAULT =
      new JsonReadOptions(
          false,
          1_000,
          16 * 1024 * 1024,
          1_000,
          Truncated.FAIL,
          false,
          JsonMapper.shared(),
          UnbindableHandler.fail());

  /** Checks the values. */
  public JsonReadOptions {
    requirePositive("maxDepth", maxDepth);
    requirePositive("maxLength", maxLength);
    requirePositive("maxNumberLength", maxNumberLength);
    Objects.requireNonNull(truncated, "truncated");
    Objects.requireNonNull(mapper, "mapper");
    Objects.requireNonNull(unbindableHandler, "unbindableHandler");
  }

  private static void requirePositive(String name, int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException(name + " must be 1 or more, but is " + limit);
    }
  }

  /**
   * Also finds a document that stands in prose without a code fence around it: it may start at each
   * opening brace or bracket.
   *
   * @return a copy
   */
  public JsonReadOptions withUnfencedDocuments() {
    return new JsonReadOptions(
        true,
        maxDepth,
        maxLength,
        maxNumberLength,
        truncated,
        errorsForgiven,
        mapper,
        unbindableHandler);
  }

  /**
   * Limits how many objects and arrays may be open at the same time.
   *
   * @param limit 1 or more
   * @return a copy
   */
  public JsonReadOptions withMaxDepth(int limit) {
    return new JsonReadOptions(
        unfencedDocuments,
        limit,
        maxLength,
        maxNumberLength,
        truncated,
        errorsForgiven,
        mapper,
        unbindableHandler);
  }

  /**
   * Limits the text up to the end of the document.
   *
   * @param limit UTF-16 code units, 1 or more
   * @return a copy
   */
  public JsonReadOptions withMaxLength(int limit) {
    return new JsonReadOptions(
        unfencedDocuments,
        maxDepth,
        limit,
        maxNumberLength,
        truncated,
        errorsForgiven,
        mapper,
        unbindableHandler);
  }

  /**
   * Limits a number.
   *
   * @param limit its characters, 1 or more
   * @return a copy
   */
  public JsonReadOptions withMaxNumberLength(int limit) {
    return new JsonReadOptions(
        unfencedDocuments,
        maxDepth,
        maxLength,
        limit,
        truncated,
        errorsForgiven,
        mapper,
        unbindableHandler);
  }

  /**
   * Says what becomes of a text that ends inside its document.
   *
   * @param choice whether the reader fails or keeps the last good value
   * @return a copy
   */
  public JsonReadOptions withTruncated(Truncated choice) {
    return new JsonReadOptions(
        unfencedDocuments,
        maxDepth,
        maxLength,
        maxNumberLength,
        choice,
        errorsForgiven,
        mapper,
        unbindableHandler);
  }

  /**
   * Never fails because of the text: the last good value, or nothing, is the result, and the rest
   * of the text is ignored. What still fails is the binding: a complete value that does not fit its
   * type is a {@link JsonBindException}, and so is {@link Partial#wholeOrThrow} of a document that
   * never became complete.
   *
   * @return a copy
   */
  public JsonReadOptions withErrorsForgiven() {
    return new JsonReadOptions(
        unfencedDocuments,
        maxDepth,
        maxLength,
        maxNumberLength,
        truncated,
        true,
        mapper,
        unbindableHandler);
  }

  /**
   * Binds to Java types with another mapper.
   *
   * @param other the mapper
   * @return a copy
   */
  public JsonReadOptions withMapper(JsonMapper other) {
    return new JsonReadOptions(
        unfencedDocuments,
        maxDepth,
        maxLength,
        maxNumberLength,
        truncated,
        errorsForgiven,
        other,
        unbindableHandler);
  }

  /**
   * Says what becomes of an element that does not bind; only readers of elements ask.
   *
   * @param handler {@link UnbindableHandler#fail()}, {@link UnbindableHandler#skip()}, or something
   *     that is told of it
   * @return a copy
   */
  public JsonReadOptions withUnbindableHandler(UnbindableHandler handler) {
    return new JsonReadOptions(
        unfencedDocuments,
        maxDepth,
        maxLength,
        maxNumberLength,
        truncated,
        errorsForgiven,
        mapper,
        handler);
  }

  ReadRules rules() {
    return new ReadRules(
        unfencedDocuments,
        maxDepth,
        maxLength,
        maxNumberLength,
        truncated == Truncated.KEEP,
        errorsForgiven);
  }
}
