package dev.runnel.annotations;

/** Says what the chunks of a step are to each other, and so what they add up to. */
public enum Chunks {
  /** Each is a piece of what they are together: texts are joined. */
  PIECES,
  /** Each stands for itself: texts are listed, and never joined. */
  ITEMS,
  /** Each replaces the one before: the last one is the whole. */
  CUMULATIVE
}
