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
 * where one takes too long, since the client does not read; and by {@link #stop}, {@link #leave}
 * and {@link #close}.
 *
 * <p>Where its events are kept ({@link Resumable}), the run goes on without its client, on the same
 * thread, until they are not kept any more.
 *
 * <p>It is good for one use. {@link #stop}, {@link #leave} and {@link #close} may be called by any
 * thread.
 */
public final class StreamedBody implements AutoCloseable {
  private static final Logger LOG = System.getLogger(StreamedBody.class.getName());

  private static final byte[] NOTHING = {};

  private final Running<?> running;
  private final UUID runId;
  private final String chain;
  private final ServeOptions options;
  private final KeptRun kept;

  /** Guards the sink: a heartbeat must not come between the parts of an event. */
  private final ReentrantLock writing = new ReentrantLock();

  private final StringBuilder text = new StringBuilder();
  private volatile @Nullable ResponseSink sink;
  private volatile long lastWrite;
  private volatile long writingSince;
  private volatile boolean clientLeft;
  private volatile boolean cancelled;
  private volatile boolean over;
  private volatile @Nullable Stop stopped;

  private StreamedBody(
      Running<?> running, UUID runId, String chain, ServeOptions options, KeptRun kept) {
    this.running = running;
    this.runId = runId;
    this.chain = chain;
    this.options = options;
    this.kept = kept;
  }

  /** Why a run ends early, in words for its client. */
  enum Stop {
    BY_SERVER("The server is stopping."),
    BY_CLIENT("The run was stopped."),
    NOBODY_LISTENS("Nobody has listened for too long.");

    private final String text;

    Stop(String text) {
      this.text = text;
    }
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
    return new StreamedBody(new Running<>(stream, encoder), runId, chain, options, KeptRun.NONE);
  }

  /** Returns this body of a run that has not begun, but for how its events are kept. */
  StreamedBody with(KeptRun kept) {
    return new StreamedBody(running, runId, chain, options, kept);
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
    return of(chunks, new PlainEncoder(id, Approvals.NONE, false, false), id, name, options);
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
      end();
      watch.end();
      running.stream.close();
      kept.close();
    }
  }

  /** Lets no heartbeat come behind the end. */
  private void end() {
    writing.lock();
    try {
      over = true;
    } finally {
      writing.unlock();
    }
  }

  /** Ends the run with the protocol's failure, as a server does that is about to stop. */
  public void stop() {
    stop(Stop.BY_SERVER);
  }

  void stop(Stop why) {
    stopped = why;
    running.stream.close();
  }

  /** Cancels the run, and leaves the client with an answer that is incomplete. */
  @Override
  public void close() {
    clientLeft = true;
    cancel();
  }

  private void cancel() {
    cancelled = true;
    running.stream.close();
  }

  /**
   * Says that the client has left, where the server sees that without a write: the run goes on
   * without it if its events are kept, else it is cancelled.
   */
  public void leave() {
    clientLeft = true;
    LOG.log(Level.DEBUG, () -> "The client of run " + runId + " of " + chain + " has left.");
    if (!kept.isKeeping()) {
      cancel();
    }
  }

  /** Keeps and writes what has gathered, if anything has. */
  private void flush() throws IOException {
    byte[] bytes = takeText();
    keep(bytes);
    send(bytes);
  }

  /** Keeps and writes what has gathered last. Keeping ends before: no notice comes behind it. */
  private void flushEnd() throws IOException {
    byte[] bytes = takeText();
    keep(bytes);
    kept.end();
    if (!clientLeft) {
      send(bytes);
    }
  }

  private byte[] takeText() {
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    text.setLength(0);
    return bytes;
  }

  private void keep(byte[] bytes) throws IOException {
    if (bytes.length > 0) {
      try {
        kept.keep(bytes);
      } catch (StreamStoreException notKept) {
        belongToClient(notKept);
      }
    }
  }

  /** Writes to the client, unless it has left and the run goes on. */
  private void send(byte[] bytes) throws IOException {
    try {
      if (bytes.length > 0 && (!clientLeft || !kept.isKeeping())) {
        write(bytes);
      }
    } catch (IOException left) {
      if (!kept.isKeeping()) {
        throw left;
      }
      leave();
    }
  }

  /** Writes; first, where events are not kept any more, that this is so. */
  private void write(byte[] bytes) throws IOException {
    writing.lock();
    try {
      ResponseSink open = sink;
      if (open == null || clientLeft) {
        throw new IOException("The client has left.");
      }
      writingSince = System.nanoTime() | 1;
      @Nullable StreamStoreException loss = kept.takeLoss();
      if (loss != null) {
        writeIfAny(open, notice(loss));
      }
      writeIfAny(open, bytes);
    } catch (IOException left) {
      clientLeft = true;
      throw left;
    } finally {
      lastWrite = System.nanoTime();
      writingSince = 0;
      writing.unlock();
    }
  }

  private static void writeIfAny(ResponseSink open, byte[] bytes) throws IOException {
    if (bytes.length > 0) {
      open.write(bytes);
    }
  }

  private byte[] notice(StreamStoreException why) {
    return running
        .encoder
        .notResumable(String.valueOf(why.getMessage()))
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Tells the client that it cannot come back; without one, the run is cancelled. */
  private void belongToClient(StreamStoreException why) throws IOException {
    LOG.log(
        Level.WARNING,
        () -> "Run " + runId + " of " + chain + " cannot be resumed: " + why.getMessage(),
        why);
    if (clientLeft) {
      cancel();
    } else {
      write(NOTHING);
    }
  }

  /** Tells the store that the run goes on, and does what clients wish of it. */
  void tend() {
    try {
      switch (kept.beat(!clientLeft)) {
        case STOP -> stop(Stop.BY_CLIENT);
        case NOBODY_LISTENS -> stop(Stop.NOBODY_LISTENS);
        case GO_ON -> {}
      }
    } catch (StreamStoreException notKept) {
      try {
        belongToClient(notKept);
      } catch (IOException left) {
        leave();
      }
    }
  }

  /** Tells whether the run is kept. */
  boolean isKept() {
    return kept.isKeeping();
  }

  /** Returns how long it takes until a heartbeat is due if nothing is written, in nanoseconds. */
  long untilHeartbeat(long now) {
    return over || clientLeft || writingSince != 0
        ? Long.MAX_VALUE
        : options.heartbeat().toNanos() - (now - lastWrite);
  }

  /** Tells whether nothing was written for a time. */
  boolean hasBeenSilent(long now, long time) {
    return !clientLeft && writingSince == 0 && now - lastWrite >= time;
  }

  /** Leaves a client that has left, where that can be seen without writing. */
  void askForClient() {
    ResponseSink open = sink;
    if (open != null && !over && !clientLeft && open.hasClientLeft()) {
      leave();
    }
  }

  /** Tells whether a write has taken too long. */
  boolean isStuck(long now) {
    long since = writingSince;
    return since != 0 && now - since >= options.writeTimeout().toNanos();
  }

  /** Writes a heartbeat, or asks for the client, unless something else is being written. */
  void beat() {
    try {
      if (writing.tryLock()) {
        try {
          writeHeartbeat();
        } finally {
          writing.unlock();
        }
      }
    } catch (IOException left) {
      leave(); // without the lock: what is closed is the user's
    }
  }

  private void writeHeartbeat() throws IOException {
    if (over) {
      return;
    }
    String heartbeat = running.encoder.heartbeat();
    if (!heartbeat.isEmpty()) {
      write(heartbeat.getBytes(StandardCharsets.UTF_8));
    } else if (sink != null && sink.hasClientLeft()) {
      throw new IOException("The client has left.");
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
                + ": it is given up.");
    clientLeft = true;
    abort();
    leave();
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
    @Nullable Stop why = stopped;
    if (why != null) {
      return why.text + " Run " + runId + ".";
    }
    if (failure instanceof BrokenStreamException || failure instanceof StreamStoreException) {
      LOG.log(Level.WARNING, () -> "Run " + runId + " of " + chain + " breaks off.", failure);
      return failure.getMessage() + " Run " + runId + ".";
    }
    LOG.log(Level.WARNING, () -> "Run " + runId + " of " + chain + " failed.", failure);
    return options.failureText(runId, failure);
  }

  /** A run and what writes it. */
  private record Running<E>(ChunkStream<? extends E> stream, RunEncoder<E> encoder) {
    void writeTo(StreamedBody body) throws IOException {
      try {
        begin(body);
        while (stream.hasNext()) {
          encoder.item(stream.next(), body.text);
          body.flush();
        }
        if (body.stopped != null || body.cancelled) {
          throw new StreamClosedException("The run was ended by the server.");
        }
      } catch (RuntimeException | Error failure) {
        fail(body, failure);
        return;
      }
      encoder.end(body.text);
      body.flushEnd();
    }

    /** Begins to keep first: a client that leaves at once may come back. */
    private void begin(StreamedBody body) throws IOException {
      encoder.begin(body.text);
      @Nullable StreamStoreException refused = body.beginToKeep();
      body.flush();
      if (refused != null) {
        body.kept.lose(refused);
        body.belongToClient(refused);
      }
    }

    private void fail(StreamedBody body, Throwable failure) throws IOException {
      if (body.cancelled && !body.kept.isKeeping()) {
        body.abort();
        return;
      }
      body.text.setLength(0);
      String message = body.message(failure);
      if (body.isTaken(failure)) {
        return;
      }
      boolean told =
          body.stopped == Stop.BY_CLIENT
              ? encoder.stopped(message, body.text)
              : encoder.failure(message, body.text);
      body.flushEnd();
      if (!told || body.cancelled) {
        body.abort();
      }
    }
  }

  private @Nullable StreamStoreException beginToKeep() {
    try {
      kept.begin(this, options);
      return null;
    } catch (StreamStoreException refused) {
      return refused;
    }
  }
}
