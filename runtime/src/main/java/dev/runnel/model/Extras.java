package dev.runnel.model;

import java.io.Serial;
import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a provider adds to a message, or to a part of one, beyond what all providers have: JSON
 * under the provider's name, such as {@code "anthropic"}.
 *
 * <p>It is kept as it came, to the byte, and given back only to the provider that it is of.
 * Immutable and thread-safe.
 *
 * <pre>{@code
 * Extras cached = Extras.of("anthropic", "{\"cache_control\":{\"type\":\"ephemeral\"}}");
 * }</pre>
 */
public final class Extras implements Serializable {
  @Serial private static final long serialVersionUID = 1L;

  /** Nothing. */
  public static final Extras NONE = new Extras(Map.of());

  private final LinkedHashMap<String, String> json;

  private Extras(Map<String, String> json) {
    this.json = new LinkedHashMap<>(json);
  }

  /**
   * Makes extras of one provider.
   *
   * @param provider the provider's name
   * @param json its JSON text
   * @return the extras
   * @throws IllegalArgumentException if the text is no JSON
   */
  public static Extras of(String provider, String json) {
    return NONE.with(provider, json);
  }

  /**
   * Adds JSON of a provider, in place of what it had.
   *
   * @param provider the provider's name
   * @param json its JSON text
   * @return a copy
   * @throws IllegalArgumentException if the text is no JSON
   */
  public Extras with(String provider, String json) {
    Objects.requireNonNull(provider, "Extras need the name of a provider.");
    checkJson(provider, json);
    Map<String, String> all = new LinkedHashMap<>(this.json);
    all.put(provider, json);
    return new Extras(all);
  }

  private static void checkJson(String provider, String json) {
    try {
      JsonMapper.shared().readTree(json);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "The extras of provider '%s' are no JSON: %s. Text: %s"
              .formatted(provider, e.getOriginalMessage(), json),
          e);
    }
  }

  /**
   * Lays other extras over these: of each provider, the later ones win.
   *
   * @param later the extras that win
   * @return the merged extras
   */
  public Extras merge(Extras later) {
    if (json.isEmpty()) {
      return later;
    }
    if (later.json.isEmpty()) {
      return this;
    }
    Map<String, String> all = new LinkedHashMap<>(json);
    all.putAll(later.json);
    return new Extras(all);
  }

  /**
   * Returns what there is of one provider.
   *
   * @param provider the provider's name
   * @return its JSON text, as it was given; null if there is none
   */
  public @Nullable String of(String provider) {
    return json.get(provider);
  }

  /**
   * Returns what there is of all providers.
   *
   * @return the JSON texts by the providers' names, in the order in which they came, unmodifiable
   */
  public Map<String, String> all() {
    return Collections.unmodifiableMap(json);
  }

  /**
   * Tells whether there are none.
   *
   * @return whether no provider has any
   */
  public boolean isEmpty() {
    return json.isEmpty();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Extras extras && json.equals(extras.json);
  }

  @Override
  public int hashCode() {
    return json.hashCode();
  }

  @Override
  public String toString() {
    return json.toString();
  }
}
