package dev.runnel.engine.stream;

/**
 * A stream into which others put the chunks, so that reading one mostly calls no code but the
 * engine's: then nothing of what listeners put on a thread for such code is needed.
 */
public interface FilledByOthers {
  /** Tells whether reading the next chunk calls nobody; asked by the thread that reads. */
  boolean callsNobody();
}
