package dev.runnel.model;

/** The options of {@link ChatOptions}, for models that say which of them they have. */
public enum ChatOption {
  /** The model to ask, where one client serves several. */
  MODEL,
  /** How freely the model picks words. */
  TEMPERATURE,
  /** From which share of the likeliest words the model picks. */
  TOP_P,
  /** From how many of the likeliest words the model picks. */
  TOP_K,
  /** How many tokens the answer may have. */
  MAX_TOKENS,
  /** Texts before which the answer ends. */
  STOP,
  /** What makes answers repeatable. */
  SEED,
  /** How much a word that is there already is avoided. */
  PRESENCE_PENALTY,
  /** How much a frequent word is avoided. */
  FREQUENCY_PENALTY,
  /** The tools that the model may call. */
  TOOLS,
  /** Whether the model calls a tool, and which. */
  TOOL_CHOICE,
  /** Whether the model may call several tools at once. */
  PARALLEL_TOOL_CALLS,
  /** How much the model thinks. */
  REASONING,
  /** The form of the answer. */
  RESPONSE_FORMAT,
  /** The provider's class of service. */
  SERVICE_TIER,
  /** How long the request may take. */
  TIMEOUT,
  /** The end user, for the provider. */
  USER,
  /** Words about the request, for the provider. */
  METADATA,
  /** What is added to the body of the request. */
  BODY,
  /** What is added to the headers of the request. */
  HEADERS
}
