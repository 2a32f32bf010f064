package dev.runnel.model;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a model thought. A provider demands its own back, in its place and unchanged, while its tool
 * calls are being answered; another provider never gets it.
 *
 * @param text the thoughts; empty if the provider does not tell them
 * @param signature what proves to the provider that it is unchanged, or the encrypted thoughts;
 *     null if there is none
 * @param redacted whether the provider held the thoughts back, and {@code signature} stands for
 *     them
 * @param id the provider's id for it; null if it has none
 * @param provider who made it; null if that is not known
 * @param extras what a provider adds
 */
public record Reasoning(
    String text,
    @Nullable String signature,
    boolean redacted,
    @Nullable String id,
    @Nullable String provider,
    Extras extras)
    implements MessagePart {
  /** Checks that text and extras are there. */
  public Reasoning {
    Objects.requireNonNull(text, "Reasoning may be empty, but not null.");
    Objects.requireNonNull(extras, "Extras may be Extras.NONE, but not null.");
  }

  /**
   * Makes reasoning that is nothing but text.
   *
   * @param text the thoughts
   */
  public Reasoning(String text) {
    this(text, null, false, null, null, Extras.NONE);
  }

  /**
   * Makes reasoning that a provider has signed.
   *
   * @param text the thoughts; may be empty
   * @param signature the signature
   * @param provider who made it
   * @return the part
   */
  public static Reasoning signed(String text, String signature, String provider) {
    return new Reasoning(text, signature, false, null, provider, Extras.NONE);
  }

  /**
   * Makes reasoning that a provider held back.
   *
   * @param data what stands for it
   * @param provider who made it
   * @return the part
   */
  public static Reasoning redacted(String data, String provider) {
    return new Reasoning("", data, true, null, provider, Extras.NONE);
  }

  /** Tells whether it says nothing but text. */
  boolean isPlain() {
    return signature == null && !redacted && id == null && extras.isEmpty();
  }
}
