package dev.runnel.serve;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a client has decided of a call that waits.
 *
 * @param approved whether the call may run
 * @param reason why not, in words for the model; may be empty
 * @param arguments the arguments to run with, as JSON text; null for those of the model
 */
record Verdict(boolean approved, String reason, @Nullable String arguments) {
  static final Verdict DENIED = new Verdict(false, "", null);

  /** Reads {@code {"approved": true, "arguments": {...}}} or {@code {..., "reason": "..."}}. */
  static Verdict read(RequestObject json) {
    JsonNode approved = json.get("approved");
    if (approved == null || !approved.isBoolean()) {
      throw json.refused("approved", "'approved' must be true or false.");
    }
    JsonNode arguments = json.get("arguments");
    return new Verdict(
        approved.booleanValue(),
        json.textIfAny("reason").orElse(""),
        arguments == null ? null : arguments.toString());
  }
}
