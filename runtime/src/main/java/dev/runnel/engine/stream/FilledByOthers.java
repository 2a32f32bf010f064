package dev.runnel.engine.stream;

import dev.runnel.AbstractChunkStream;

/**
 * A stream into which others put the chunks, so that reading one mostly calls no code but the
 * engine's: then nothing of what listeners put on a thread for such code is needed.
 *
 * <p>A class, since a stream is asked for each chunk whether it is one, and the JVM looks through
 * all interfaces of what is none.
 *
 * @param <C> the chunks
 */
public abstract class FilledByOthers<C> extends AbstractChunkStream<C> {
  /** Makes a stream. */
  protected FilledByOthers() {}

  /** Tells whether reading the next chunk calls nobody; asked by the thread that reads. */
  public abstract boolean callsNobody();
}
