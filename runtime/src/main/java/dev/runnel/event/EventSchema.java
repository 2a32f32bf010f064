package dev.runnel.event;

/** Says how events are written as JSON: after LangChain's first or second version. */
public enum EventSchema {
  /** Is the shape of LangChain's first version; it has no {@code parent_ids}. */
  V1,
  /** Is the shape of LangChain's second version. */
  V2
}
