package dev.runnel.annotations;

/** Says what kind of work a run does; it is part of the names of the run's events. */
public enum RunType {
  /** A chain, or a step of the author's own. */
  CHAIN("chain"),
  /** A step that makes a prompt. */
  PROMPT("prompt"),
  /** A chat model. */
  CHAT_MODEL("chat_model"),
  /** A language model that takes and gives plain text. */
  LLM("llm"),
  /** A step that makes text into something with a structure. */
  PARSER("parser"),
  /** A step that finds documents. */
  RETRIEVER("retriever"),
  /** A tool that a model may call. */
  TOOL("tool");

  private final String wireName;

  RunType(String wireName) {
    this.wireName = wireName;
  }

  /**
   * Returns the name that events use.
   *
   * @return the lower-case name, such as {@code chat_model}
   */
  public String wireName() {
    return wireName;
  }
}
