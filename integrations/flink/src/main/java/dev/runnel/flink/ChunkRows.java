package dev.runnel.flink;

import dev.runnel.ChunkStream;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;

/** The chunks of a run as the rows of an input; cancelling it closes the run. */
final class ChunkRows<C> extends CompletableFuture<Collection<C>> {
  private final ChunkStream<C> chunks;

  private ChunkRows(ChunkStream<C> chunks) {
    this.chunks = chunks;
  }

  static <C, I> CompletableFuture<Collection<C>> of(OpenChain<?, I, C, ?> chain, I input) {
    ChunkRows<C> rows = new ChunkRows<>(chain.runnel().stream(input));
    chain.executor().execute(rows::read);
    return rows;
  }

  private void read() {
    try (chunks) {
      complete(chunks.toList());
    } catch (Throwable failure) { // whatever it is, the row must not wait for ever
      completeExceptionally(failure);
    }
  }

  @Override
  public boolean cancel(boolean mayInterrupt) {
    chunks.close();
    return super.cancel(mayInterrupt);
  }
}
