package dev.runnel.serve;

import dev.runnel.ChunkStream;
import dev.runnel.StreamClosedException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer that is written while its run goes on.
 *
 * <p>{@link #writeTo} carries out the run on the calling thread: it writes what comes before the
 * first chunk at once, then each chunk as it comes. While the run is silent, another thread writes
 * the protocol's heartbeat. The run is cancelled where a write fails, since the client has left;
 * where one takes too long, since the client does not read; and by {@link #stop} and {@link
 * #close}.
 *
 * <p>It is good for one use. {@link #stop} and {@link #close} may be called by any thread.
 */
public final class StreamedBody implements AutoCloseable {
  private static final Logger LOG = System.getLogger(StreamedBody.class.getName());

  private final Running<?> running;
  private final UUID runId;
  private final String chain;
  private final ServeOptions options;

  /** Guards the sink: a heartbeat must not come between the parts of an event. */
  private final ReentrantLock writing = new ReentrantLock();

  private final StringBuilder text = new StringBuilder();
  private volatile @Nullable ResponseSink sink;
  private volatile long lastWrite;
  private volatile long writingSince;
  private volatile boolean clientLeft;
  private volatile boolean stopped;

  private StreamedBody(Running<?> running, UUID runId, String chain, ServeOptions options) {
    this.running = running;
    this.runId = runId;
    this.chain = chain;
    this.options = options;
  }

  /**
   * Makes a body of a run that has not begun.
   *
   * @param stream what the run is seen as
   * @param encoder writes it
   * @param runId the run's id
   * @param chain the chain's name in the log
   * @param options the limits
   * @param <E> what the run is seen as
   * @return the body
   */
  public static <E> StreamedBody of(
      ChunkStream<? extends E> stream,
      RunEncoder<E> encoder,
      UUID runId,
      String chain,
      ServeOptions options) {
    return new StreamedBody(new Running<>(stream, encoder), runId, chain, options);
  }

  /**
   * Makes a body that tells of chunks as {@link Protocols#PLAIN} does, for a server that has a
   * stream and no chain.
   *
   * @param chunks the chunks
   * @param name what streams, as the log names it
   * @param options the limits
   * @return the body
   */
  public static StreamedBody plain(ChunkStream<?> chunks, String name, ServeOptions options) {
    UUID id = UUID.randomUUID();
    return of(chunks, new PlainProtocol.Encoder(id, Approvals.NONE), id, name, options);
  }

  /**
   * Returns the id of the run.
   *
   * @return the id
   */
  public UUID runId() {
    return runId;
  }

  /**
   * Runs, and writes until the run has ended, has failed, or was cancelled.
   *
   * @param sink where to
   */
  public void writeTo(ResponseSink sink) {
    this.sink = sink;
    lastWrite = System.nanoTime();
    Heartbeats.Watch watch = Heartbeats.watch(this, options.heartbeat());
    try {
      running.writeTo(this);
    } catch (IOException left) {
      clientLeft = true;
      LOG.log(Level.DEBUG, () -> "The client of run " + runId + " of " + chain + " has left.");
    } finally {
      watch.end();
      running.stream.close();
    }
  }

  /** Ends the run with the protocol's failure, as a server does that is about to stop. */
  public void stop() {
    stopped = true;
    running.stream.close();
  }

  /** Cancels the run, and leaves the client with an answer that is incomplete. */
  @Override
  public void close() {
    clientLeft = true;
    running.stream.close();
  }

  /** Writes what has gathered, if anything has. */
  private void flush() throws IOException {
    if (text.length() > 0) {
      byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
      text.setLength(0);
      write(bytes);
    }
  }

  private void write(byte[] bytes) throws IOException {
    writing.lock();
    try {
      ResponseSink open = sink;
      if (open == null || clientLeft) {
        throw new IOException("The client has left.");
      }
      writingSince = System.nanoTime() | 1;
      open.write(bytes);
    } catch (IOException left) {
      clientLeft = true;
      throw left;
    } finally {
      lastWrite = System.nanoTime();
      writingSince = 0;
      writing.unlock();
    }
  }

  /** Tells whether a heartbeat is due. */
  boolean isSilent(long now) {
    return writingSince == 0 && now - lastWrite >= options.heartbeat().toNanos();
  }

  /** Tells whether a write has taken too long. */
  boolean isStuck(long now) {
    long since = writingSince;
    return since != 0 && now - since >= options.writeTimeout().toNanos();
  }

  /** Writes a heartbeat, or asks for the client, unless something else is being written. */
  void beat() {
    if (!writing.tryLock()) {
      return;
    }
    try {
      String heartbeat = running.encoder.heartbeat();
      if (!heartbeat.isEmpty()) {
        write(heartbeat.getBytes(StandardCharsets.UTF_8));
      } else if (sink != null && sink.hasClientLeft()) {
        throw new IOException("The client has left.");
      }
    } catch (IOException left) {
      clientLeft = true;
      LOG.log(Level.DEBUG, () -> "The client of run " + runId + " of " + chain + " has left.");
      running.stream.close();
    } finally {
      writing.unlock();
    }
  }

  /** Gives up a client that does not read. */
  void giveUp() {
    LOG.log(
        Level.WARNING,
        () ->
            "The client of run "
                + runId
                + " of "
                + chain
                + " has not read for "
                + options.writeTimeout()
                + ": the run is cancelled.");
    clientLeft = true;
    abort();
    running.stream.close();
  }

  private boolean isTaken(Throwable failure) {
    ResponseSink open = sink;
    return open != null && open.takeFailure(failure);
  }

  private void abort() {
    ResponseSink open = sink;
    if (open != null) {
      open.abort();
    }
  }

  private String message(Throwable failure) {
    if (stopped) {
      return "The server is stopping. Run " + runId + ".";
    }
    LOG.log(Level.WARNING, () -> "Run " + runId + " of " + chain + " failed.", failure);
    return options.failureText(runId, failure);
  }

  /** A run and what writes it. */
  private record Running<E>(ChunkStream<? extends E> stream, RunEncoder<E> encoder) {
    void writeTo(StreamedBody body) throws IOException {
      try {
        encoder.begin(body.text);
        body.flush();
        while (stream.hasNext()) {
          encoder.item(stream.next(), body.text);
          body.flush();
        }
        if (body.stopped || body.clientLeft) {
          throw new StreamClosedException("The run was ended by the server.");
        }
      } catch (RuntimeException | Error failure) {
        fail(body, failure);
        return;
      }
      encoder.end(body.text);
      body.flush();
    }

    private void fail(StreamedBody body, Throwable failure) throws IOException {
      if (body.clientLeft) {
        body.abort();
        return;
      }
      body.text.setLength(0);
      String message = body.message(failure);
      if (body.isTaken(failure)) {
        return;
      }
      boolean told = encoder.failure(message, body.text);
      body.flush();
      if (!told) {
        body.abort();
      }
    }
  }
}
