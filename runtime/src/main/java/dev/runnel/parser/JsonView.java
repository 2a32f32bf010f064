package dev.runnel.parser;

import dev.runnel.TextReader;
import dev.runnel.TransformerRunnel;
import dev.runnel.annotations.RunType;
import dev.runnel.json.JsonBindException;
import dev.runnel.json.JsonReadOptions;
import dev.runnel.json.JsonReader;
import dev.runnel.json.JsonStreamException;
import dev.runnel.json.Truncated;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the views of {@link JsonOutputParser} have in common: where they look for the document, and
 * what they put up with. They are {@link JsonReader}s as components of a chain.
 *
 * <p>Immutable and thread-safe; each option gives a new view, and each run has its own reader. A
 * run fails with a {@link JsonStreamException}.
 *
 * @param <C> the chunks
 * @param <O> the whole
 * @param <V> the view itself
 */
public abstract sealed class JsonView<C, O, V extends JsonView<C, O, V>>
    implements TransformerRunnel<String, C, O>, TextReader<C, O>
    permits JsonSnapshots, JsonPatches, JsonElements, JsonPartials, JsonDrafts {
  final JsonReadOptions options;

  JsonView(JsonReadOptions options) {
    this.options = options;
  }

  /**
   * Reads with other options: all of them at once.
   *
   * @param other the options
   * @return a view that does so
   */
  public abstract V withOptions(JsonReadOptions other);

  /**
   * Also finds a document that stands in prose without a code fence around it: it may start at each
   * opening brace or bracket.
   *
   * @return a view that does so
   */
  public V withUnfencedDocuments() {
    return withOptions(options.withUnfencedDocuments());
  }

  /**
   * Limits how many objects and arrays may be open at the same time.
   *
   * @param limit 1 or more; 1,000 by default
   * @return a view with that limit
   */
  public V withMaxDepth(int limit) {
    return withOptions(options.withMaxDepth(limit));
  }

  /**
   * Limits the text up to the end of the document.
   *
   * @param limit UTF-16 code units, 1 or more; 16 Mi by default
   * @return a view with that limit
   */
  public V withMaxLength(int limit) {
    return withOptions(options.withMaxLength(limit));
  }

  /**
   * Limits a number.
   *
   * @param limit its characters, 1 or more; 1,000 by default
   * @return a view with that limit
   */
  public V withMaxNumberLength(int limit) {
    return withOptions(options.withMaxNumberLength(limit));
  }

  /**
   * Says what becomes of a text that ends inside its document.
   *
   * @param choice whether the run fails, as it does by default, or keeps the last good value
   * @return a view that does so
   */
  public V withTruncated(Truncated choice) {
    return withOptions(options.withTruncated(choice));
  }

  /**
   * Never fails because of the text: the last good value, or nothing, is the result, and the rest
   * of the text is ignored. What still fails is the binding: a complete value that does not fit its
   * type is a {@link JsonBindException}, and so is the whole of {@link JsonPartials} if the
   * document never became complete; read their chunks, or use {@link JsonDrafts}.
   *
   * @return a view that does so
   */
  public V withErrorsForgiven() {
    return withOptions(options.withErrorsForgiven());
  }

  /**
   * Binds to Java types with another mapper than {@link JsonMapper#shared()}.
   *
   * @param mapper the mapper
   * @return a view that does so
   */
  public V withMapper(JsonMapper mapper) {
    return withOptions(options.withMapper(mapper));
  }

  @Override
  public String name() {
    return "JsonOutputParser";
  }

  @Override
  public RunType type() {
    return RunType.PARSER;
  }
}
