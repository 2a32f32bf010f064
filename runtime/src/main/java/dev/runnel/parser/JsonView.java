package dev.runnel.parser;

import dev.runnel.TransformerRunnel;
import dev.runnel.annotations.RunType;
import dev.runnel.parser.internal.ParserOptions;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;

/**
 * Is what the views of {@link JsonOutputParser} have in common: where they look for the document,
 * and what they put up with.
 *
 * <p>Immutable and thread-safe; each option gives a new view, and each run has its own state. A run
 * fails with a {@link JsonStreamException}.
 *
 * @param <C> the chunks
 * @param <O> the whole
 * @param <V> the view itself
 */
public abstract sealed class JsonView<C, O, V extends JsonView<C, O, V>>
    implements TransformerRunnel<String, C, O>
    permits JsonSnapshots, JsonPatches, JsonElements, JsonPartials, JsonDrafts {
  final JsonSettings settings;

  JsonView(JsonSettings settings) {
    this.settings = settings;
  }

  abstract V with(JsonSettings other);

  private V with(ParserOptions options) {
    return with(settings.with(options));
  }

  /**
   * Also finds a document that stands in prose without a code fence around it: it may start at each
   * opening brace or bracket.
   *
   * @return a view that does so
   */
  public V seekUnfenced() {
    return with(settings.options().seekingUnfenced());
  }

  /**
   * Limits how many objects and arrays may be open at the same time.
   *
   * @param limit 1 or more; 1,000 by default
   * @return a view with that limit
   */
  public V maxDepth(int limit) {
    return with(settings.options().withMaxDepth(limit));
  }

  /**
   * Limits the text up to the end of the document.
   *
   * @param limit UTF-16 code units, 1 or more; 16 Mi by default
   * @return a view with that limit
   */
  public V maxLength(int limit) {
    return with(settings.options().withMaxLength(limit));
  }

  /**
   * Limits a number.
   *
   * @param limit its characters, 1 or more; 1,000 by default
   * @return a view with that limit
   */
  public V maxNumberLength(int limit) {
    return with(settings.options().withMaxNumberLength(limit));
  }

  /**
   * Says what becomes of a text that ends inside its document.
   *
   * @param choice whether the run fails, as it does by default, or keeps the last good value
   * @return a view that does so
   */
  public V onTruncated(OnTruncated choice) {
    return with(settings.options().keepingTruncated(choice == OnTruncated.KEEP));
  }

  /**
   * Never fails because of the text: the last good value, or nothing, is the result, and the rest
   * of the text is ignored.
   *
   * @return a view that does so
   */
  public V lenient() {
    return with(settings.options().leniently());
  }

  /**
   * Binds to Java types with another mapper than {@link JsonMapper#shared()}.
   *
   * @param mapper the mapper
   * @return a view that does so
   */
  public V mapper(JsonMapper mapper) {
    Objects.requireNonNull(mapper, "mapper");
    return with(new JsonSettings(settings.options(), mapper));
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
