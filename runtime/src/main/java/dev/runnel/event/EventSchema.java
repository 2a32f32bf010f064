package dev.runnel.event;

/** The shape of events as JSON: that of LangChain's first or second version. */
public enum EventSchema {
  /** The shape of LangChain's first version; it has no {@code parent_ids}. */
  V1,
  /** The shape of LangChain's second version. */
  V2
}
