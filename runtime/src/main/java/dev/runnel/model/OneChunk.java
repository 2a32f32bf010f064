package dev.runnel.model;

import dev.runnel.ChunkStream;
import dev.runnel.NullChunkException;
import dev.runnel.StepException;
import dev.runnel.StreamClosedException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;

/**
 * The one chunk of a call as a stream, which is made when the chunk is asked for. Not thread-safe.
 */
final class OneChunk<C> implements Iterator<C> {
  private final Callable<? extends C> call;
  private final String name;
  private boolean taken;

  private OneChunk(Callable<? extends C> call, String name) {
    this.call = call;
    this.name = name;
  }

  static <C> ChunkStream<C> stream(String name, Callable<? extends C> call) {
    return ChunkStream.from(new OneChunk<C>(call, name));
  }

  @Override
  public boolean hasNext() {
    return !taken;
  }

  @Override
  public C next() {
    if (taken) {
      throw new NoSuchElementException(name + " gives one chunk, and it was taken.");
    }
    taken = true;
    try {
      C chunk = call.call();
      if (chunk == null) {
        throw new NullChunkException(
            "'" + name + "' gave null. Let it give an empty value if there is nothing to give.");
      }
      return chunk;
    } catch (RuntimeException e) {
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StreamClosedException(name + " was interrupted.");
    } catch (Exception e) {
      throw new StepException(name, e);
    }
  }
}
