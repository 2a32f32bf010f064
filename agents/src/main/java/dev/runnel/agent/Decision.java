package dev.runnel.agent;

import java.util.Objects;

/** Says what becomes of a call that waits for approval. */
public sealed interface Decision {
  /**
   * Runs the call.
   *
   * @return the decision
   */
  static Decision approve() {
    return new Approve();
  }

  /**
   * Runs the call with other arguments. The model is told so in the result; what it wrote itself
   * stays as it is.
   *
   * @param arguments the arguments, as JSON text
   * @return the decision
   */
  static Decision edit(String arguments) {
    return new Edit(arguments);
  }

  /**
   * Does not run the call. The model is told so, and not to call again unless it is asked to.
   *
   * @param reason why, in words for the model; may be empty
   * @return the decision
   */
  static Decision reject(String reason) {
    return new Reject(reason);
  }

  /** Runs the call. */
  record Approve() implements Decision {}

  /**
   * Runs the call with other arguments.
   *
   * @param arguments the arguments, as JSON text
   */
  record Edit(String arguments) implements Decision {
    /** Checks that there are arguments. */
    public Edit {
      Objects.requireNonNull(arguments, "An edited call needs its arguments, as JSON text.");
    }
  }

  /**
   * Does not run the call.
   *
   * @param reason why, in words for the model; may be empty
   */
  record Reject(String reason) implements Decision {
    /** Checks that there is a reason. */
    public Reject {
      Objects.requireNonNull(reason, "The reason of a refusal may be empty, but not null.");
    }
  }
}
