package dev.runnel.langchain4j;

import dev.langchain4j.http.client.sse.ServerSentEvent;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the events of an answer tell about its end that LangChain4j does not hand on: an error, the
 * finish reason in the provider's word, a refusal, and the mark after the last event. One thread
 * sees the events; what they told may be asked on another one.
 */
final class WireEnd {
  private static final String FINISH = "\"finish_reason\"";
  private static final String ANTHROPIC_FINISH = "\"stop_reason\"";
  private static final String REFUSAL = "\"refusal\"";
  private static final String ERROR = "\"error\"";

  private volatile boolean watched;
  private volatile boolean marked;
  private volatile @Nullable String finishReason;
  private volatile String refusal = "";
  private volatile boolean choiceSeen;

  /** The first event that is no piece of an answer as OpenAI streams it. */
  private volatile @Nullable String other;

  /** Says that each event will be seen; else only those that LangChain4j makes nothing of are. */
  void watch() {
    watched = true;
  }

  /** Tells whether each event was seen. */
  boolean isWatched() {
    return watched;
  }

  /** Tells whether the mark after the last event came. */
  boolean isMarked() {
    return marked;
  }

  /**
   * Returns the error that an answer as OpenAI streams it is, if no event was a piece of one: some
   * servers tell of errors in words of their own, or end at once.
   */
  @Nullable ProviderErrorException withoutAnswer() {
    if (!watched || choiceSeen) {
      return null;
    }
    String told = other;
    return new ProviderErrorException(
        told == null
            ? "the stream ended without any piece of an answer"
            : "the stream has no piece of an answer, but " + BoundedBody.shortened(told),
        null,
        null);
  }

  /** Returns the finish reason in the provider's word; null if none was seen. */
  @Nullable String finishReason() {
    return finishReason;
  }

  /** Returns what the model said to refuse the answer; empty if it did not. */
  String refusal() {
    return refusal;
  }

  /** Sees an event. Returns the error that it tells of, if it does. */
  @Nullable ProviderErrorException see(ServerSentEvent event) {
    String data = event.data();
    if (!data.startsWith("{") && "[DONE]".equals(data.strip())) {
      marked = true;
      return null;
    }
    if ("error".equals(event.event())) {
      JsonNode told = read(data);
      ProviderErrorException error = told == null ? null : errorOf(told);
      return error == null ? new ProviderErrorException(data, null, null) : error;
    }
    if (!choiceSeen) {
      seeKind(data);
    }
    if (!tellsMore(data)) {
      return null;
    }
    boolean finishes = tells(data, FINISH) || tells(data, ANTHROPIC_FINISH);
    boolean refuses = tells(data, REFUSAL);
    JsonNode json = read(data);
    if (json == null) {
      return null;
    }
    if (finishes) {
      seeFinish(json.at("/choices/0/finish_reason"));
      seeFinish(json.at("/delta/stop_reason"));
    }
    JsonNode refused = json.at("/choices/0/delta/refusal");
    if (refuses && refused.isString()) {
      refusal = refusal.concat(refused.stringValue());
    }
    return errorOf(json);
  }

  private void seeKind(String data) {
    if (data.contains("\"choices\"")) {
      choiceSeen = true;
    } else if (other == null) {
      other = data;
    }
  }

  private void seeFinish(JsonNode reason) {
    if (reason.isString()) {
      finishReason = reason.stringValue();
    }
  }

  /**
   * Tells whether an event may be more than a piece of the answer. Nearly none is, so one pass over
   * its text decides, before anything is parsed.
   */
  private static boolean tellsMore(String data) {
    for (int at = data.indexOf('"'); at >= 0; at = data.indexOf('"', at + 1)) {
      boolean found =
          switch (at + 1 < data.length() ? data.charAt(at + 1) : '"') {
            case 'e' -> data.startsWith(ERROR, at);
            case 'f' -> tellsAt(data, at, FINISH);
            case 'r' -> tellsAt(data, at, REFUSAL);
            case 's' -> tellsAt(data, at, ANTHROPIC_FINISH);
            default -> false;
          };
      if (found) {
        return true;
      }
    }
    return false;
  }

  /** Tells whether a key has a text as its value, before anything is parsed. */
  private static boolean tells(String data, String key) {
    int at = data.indexOf(key);
    while (at >= 0 && !tellsAt(data, at, key)) {
      at = data.indexOf(key, at + 1);
    }
    return at >= 0;
  }

  /** Tells whether a key with a text as its value stands at a place. */
  private static boolean tellsAt(String data, int at, String key) {
    if (!data.startsWith(key, at)) {
      return false;
    }
    int value = at + key.length();
    while (value < data.length() && (data.charAt(value) == ' ' || data.charAt(value) == ':')) {
      value++;
    }
    return value < data.length() && data.charAt(value) == '"';
  }

  /** Returns the error that stands in place of a whole answer, if it does. */
  static @Nullable ProviderErrorException inBody(String body) {
    // Only short bodies that name an error are worth the parsing.
    if (body.length() > 100_000 || !body.contains("\"error\"")) {
      return null;
    }
    JsonNode json = read(body);
    return json == null ? null : errorOf(json);
  }

  private static @Nullable JsonNode read(String data) {
    try {
      return JsonMapper.shared().readTree(data);
    } catch (JacksonException noJson) {
      return null; // LangChain4j says what is wrong with it.
    }
  }

  private static @Nullable ProviderErrorException errorOf(JsonNode json) {
    if (!json.isObject() || json.path("choices").size() > 0) {
      return null;
    }
    JsonNode error =
        "error".equals(json.path("object").asString("")) && !json.has("error")
            ? json
            : json.path("error");
    if (error.isString()) {
      return new ProviderErrorException(error.stringValue(), null, null);
    }
    if (!error.isObject()) {
      return null;
    }
    String text = text(error, "message");
    return new ProviderErrorException(
        text == null ? error.toString() : text, text(error, "type"), text(error, "code"));
  }

  private static @Nullable String text(JsonNode json, String name) {
    JsonNode value = json.path(name);
    return value.isString() || value.isNumber() ? value.asString() : null;
  }
}
