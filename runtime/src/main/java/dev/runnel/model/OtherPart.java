package dev.runnel.model;

import java.util.Objects;

/**
 * A part of a kind that only one provider has.
 *
 * @param provider the provider
 * @param type the kind, in the provider's word
 * @param json the part as the provider gave it, JSON text
 * @param extras what the provider adds
 */
public record OtherPart(String provider, String type, String json, Extras extras)
    implements MessagePart {
  /** Checks that nothing is null. */
  public OtherPart {
    Objects.requireNonNull(provider, "A part of another kind needs the name of its provider.");
    Objects.requireNonNull(type, "A part of another kind needs its type.");
    Objects.requireNonNull(json, "A part of another kind needs its JSON.");
    Objects.requireNonNull(extras, "Extras may be Extras.NONE, but not null.");
  }

  /**
   * Makes a part without extras.
   *
   * @param provider the provider
   * @param type the kind, in the provider's word
   * @param json the part as the provider gave it, JSON text
   */
  public OtherPart(String provider, String type, String json) {
    this(provider, type, json, Extras.NONE);
  }
}
