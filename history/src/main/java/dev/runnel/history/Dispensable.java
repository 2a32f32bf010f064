package dev.runnel.history;

/** What may be left out of old turns before whole turns are. */
public enum Dispensable {
  /** What the model thought: of use while its tool calls are answered, and seldom later. */
  REASONING,
  /** Pictures, sounds, films and files; a text says that one stood there. */
  MEDIA
}
