package dev.runnel.spring;

import dev.runnel.serve.ResponseSink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.Mono;

/**
 * Hands the body of an answer to WebFlux, event by event, as fast as the client takes it.
 *
 * <p>A patient one keeps what comes before the first chunk to itself, until that chunk or a
 * heartbeat comes: until then, a failure is WebFlux's to answer, with a status.
 */
final class FluxBody implements ResponseSink {
  private final FluxSink<Mono<DataBuffer>> out;
  private final DataBufferFactory buffers;
  private final Semaphore wanted = new Semaphore(0);
  private final ReentrantLock lock = new ReentrantLock();
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private boolean patient;
  private boolean isFailureOurs;
  private boolean failed;

  private FluxBody(FluxSink<Mono<DataBuffer>> out, DataBufferFactory buffers, boolean patient) {
    this.out = out;
    this.buffers = buffers;
    this.patient = patient;
    this.isFailureOurs = !patient;
    out.onRequest(count -> wanted.release((int) Math.min(count, Integer.MAX_VALUE / 4)));
    out.onDispose(() -> wanted.release(Integer.MAX_VALUE / 4));
  }

  static FluxBody of(FluxSink<Mono<DataBuffer>> out, DataBufferFactory buffers) {
    return new FluxBody(out, buffers, false);
  }

  static FluxBody patient(FluxSink<Mono<DataBuffer>> out, DataBufferFactory buffers) {
    return new FluxBody(out, buffers, true);
  }

  @Override
  public void write(byte[] bytes) throws IOException {
    lock.lock();
    try {
      if (failed) {
        throw new IOException("The answer has ended.");
      }
      kept.writeBytes(bytes);
      if (patient) {
        patient = false;
        return;
      }
      isFailureOurs = true;
    } finally {
      lock.unlock();
    }
    awaitDemand();
    byte[] all = kept.toByteArray();
    kept.reset();
    out.next(Mono.fromSupplier(() -> buffers.wrap(all)));
  }

  private void awaitDemand() throws IOException {
    try {
      wanted.acquire();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("The wait for the client was interrupted.", interrupted);
    }
    if (out.isCancelled()) {
      throw new IOException("The client has left.");
    }
  }

  @Override
  public boolean takeFailure(Throwable failure) {
    lock.lock();
    try {
      if (isFailureOurs) {
        return false;
      }
      failed = true;
    } finally {
      lock.unlock();
    }
    out.error(failure);
    return true;
  }

  @Override
  public void abort() {
    out.error(new IOException("The answer was broken off."));
  }
}
