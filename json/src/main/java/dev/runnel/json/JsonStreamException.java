package dev.runnel.json;

import dev.runnel.json.internal.Failure;
import dev.runnel.json.internal.Fault;
import dev.runnel.json.internal.KeptNode;
import dev.runnel.json.internal.Place;
import java.io.Serial;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Thrown where a streamed text holds no document, or a broken one.
 *
 * <p>Kind, offset and last good value depend on the text only, not on how it was cut into chunks.
 * What was emitted before stays emitted.
 */
public final class JsonStreamException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /** What can be wrong with a text. */
  public enum Kind {
    /** The document can no longer become JSON. */
    INVALID,
    /** The text, or the code fence around the document, ends inside the document. */
    TRUNCATED,
    /** There is no document in the text. */
    EMPTY,
    /** More objects and arrays are open than {@link JsonReadOptions#maxDepth} allows. */
    DEPTH,
    /**
     * The text is longer than {@link JsonReadOptions#maxLength}, or a number than {@link
     * JsonReadOptions#maxNumberLength}.
     */
    LENGTH
  }

  private static final String SEEK_UNFENCED =
      " (A document in prose, without a code fence around it, is found with"
          + " withUnfencedDocuments().)";

  private final Kind kind;
  private final Place place;
  private final String expected;

  private final @Nullable KeptNode lastGoodValue;

  JsonStreamException(Failure failure, @Nullable JsonNode lastGoodValue, boolean unfenced) {
    super(message(failure, unfenced));
    kind = Kind.valueOf(failure.fault().name());
    place = failure.place();
    expected = failure.expected();
    this.lastGoodValue = lastGoodValue == null ? null : KeptNode.of(lastGoodValue);
  }

  private static String message(Failure failure, boolean unfenced) {
    Place place = failure.place();
    String problem =
        switch (failure.fault()) {
          case INVALID -> "The text is not JSON";
          case TRUNCATED -> "The JSON ends too early";
          case EMPTY -> "There is no JSON in the text";
          case DEPTH -> "The JSON is nested too deeply";
          case LENGTH -> "The JSON is too long";
        };
    return problem
        + " at line "
        + place.line()
        + ", column "
        + place.column()
        + " (offset "
        + place.offset()
        + "): expected "
        + failure.expected()
        + ". Here, at <<>>: "
        + place.before()
        + "<<>>"
        + place.after()
        + (failure.fault() == Fault.EMPTY && !unfenced ? SEEK_UNFENCED : "");
  }

  /**
   * Returns what is wrong.
   *
   * @return the kind
   */
  public Kind kind() {
    return kind;
  }

  /**
   * Returns where it is wrong: at the first character that does not fit, or at the end of the text.
   *
   * @return how many UTF-16 code units of the whole text are before it
   */
  public long offset() {
    return place.offset();
  }

  /**
   * Returns the line; lines end with {@code \n}, {@code \r\n} or {@code \r}.
   *
   * @return the line, from 1
   */
  public long line() {
    return place.line();
  }

  /**
   * Returns the place in the line.
   *
   * @return the column in UTF-16 code units, from 1
   */
  public long column() {
    return place.column();
  }

  /**
   * Returns what would have fitted.
   *
   * @return a few words, such as {@code ", or ]"}
   */
  public String expected() {
    return expected;
  }

  /**
   * Returns some of the text around the place.
   *
   * @return at most 40 characters before it, and 40 from there on as far as they had come
   */
  public String excerpt() {
    return place.before() + place.after();
  }

  /**
   * Returns the last good value: what would have been emitted last if each character before the
   * error had been a chunk of its own.
   *
   * @return the value; empty if there was none, and for readers of elements, which keep no document
   */
  public Optional<JsonNode> lastGoodValue() {
    return Optional.ofNullable(lastGoodValue).map(KeptNode::node);
  }
}
