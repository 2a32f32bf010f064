package dev.runnel.langchain4j;

import dev.runnel.RunnelException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown where a provider answers with the status of a success, but tells of an error in the
 * answer: among the events of a stream, or in place of a whole answer.
 */
public final class ProviderErrorException extends RunnelException {
  private static final long serialVersionUID = 1L;

  private final String text;
  private final @Nullable String type;
  private final @Nullable String code;

  ProviderErrorException(String text, @Nullable String type, @Nullable String code) {
    super(
        "The provider answered with an error: %s (type %s, code %s)."
            .formatted(text, type == null ? "not told" : type, code == null ? "not told" : code));
    this.text = text;
    this.type = type;
    this.code = code;
  }

  /**
   * Returns what the provider says.
   *
   * @return its text
   */
  public String text() {
    return text;
  }

  /**
   * Returns the kind of the error, such as {@code insufficient_quota}.
   *
   * @return the provider's word; null if it does not tell
   */
  public @Nullable String type() {
    return type;
  }

  /**
   * Returns the code of the error.
   *
   * @return the provider's word or number; null if it does not tell
   */
  public @Nullable String code() {
    return code;
  }
}
