package dev.runnel.serve;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where the events of runs are kept, for clients that come back. Events are the bytes that a client
 * gets, and are numbered from 0 in the order in which they were kept.
 *
 * <p>A store is shared by all runs of a server, and may be shared by several servers: a client then
 * comes back to any of them. Every method may be called by many threads at the same time, and
 * throws {@link StreamStoreException} where the store is full or cannot be reached; it does so in
 * good time, since a run waits for it.
 */
public interface StreamStore {
  /**
   * Makes a store in the memory of this process: of 1,000 streams at the most, each of 1 MiB.
   *
   * @return the store
   */
  static StreamStore inMemory() {
    return inMemory(1_000, 1024 * 1024);
  }

  /**
   * Makes a store in the memory of this process. Where there are too many streams, those go first
   * that have ended first; one that finds no room is not kept.
   *
   * @param maxStreams how many streams are kept, 1 or more
   * @param maxBytes how many bytes are kept of one stream, 1 or more; no event after these is
   * @return the store
   */
  static StreamStore inMemory(int maxStreams, int maxBytes) {
    return new MemoryStreamStore(maxStreams, maxBytes, System::nanoTime);
  }

  /**
   * Begins to keep a stream.
   *
   * @param name what clients find it by; another stream that has the name loses it
   * @param id its id, which no other stream has
   * @param terms for how long
   * @return what takes the events
   */
  Recording begin(String name, String id, Terms terms);

  /**
   * Finds the stream that has a name.
   *
   * @param name the name
   * @return its id; empty if there is none, or none any more
   */
  Optional<String> find(String name);

  /**
   * Begins to read a stream.
   *
   * @param id its id
   * @param from the number of the first event to read
   * @return the events; empty if there is no such stream, or not any more
   */
  Optional<Following> follow(String id, long from);

  /**
   * Asks whoever runs a stream to stop it. Without effect on one that has ended.
   *
   * @param id its id
   */
  void askToStop(String id);

  /**
   * For how long a stream is kept.
   *
   * @param ttl for how long after its end, and for how long while nobody listens
   * @param lease after how long without a {@link Recording#beat} the run counts as lost
   */
  record Terms(Duration ttl, Duration lease) {}

  /** Takes the events of one run. */
  interface Recording {
    /**
     * Keeps the next event. Called by one thread at a time.
     *
     * @param event its bytes, not to be changed
     */
    void append(byte[] event);

    /**
     * Says that the run still goes on. Called often within each lease, by any thread.
     *
     * @param isHeard whether a client listens that does not read from this store
     * @return what the run is to do
     */
    Wish beat(boolean isHeard);

    /**
     * Ends the stream.
     *
     * @param how whether all its events are here
     */
    void end(Ending how);
  }

  /** What is wished of a run. */
  enum Wish {
    /** It goes on. */
    GO_ON,
    /** A client has asked to stop it. */
    STOP,
    /** Nobody has listened for as long as the stream is kept. */
    NOBODY_LISTENS
  }

  /** How a stream has ended. */
  enum Ending {
    /** All events are here. */
    WHOLE,
    /** The run went on, but its later events are not here. */
    CUT
  }

  /** Reads a stream. For one thread, but for {@link #close}. */
  interface Following extends AutoCloseable {
    /**
     * Waits for events.
     *
     * @param wait for how long at the most; zero to take what is there
     * @return what has come
     */
    Kept await(Duration wait);

    /** Gives back what this holds, and wakes up whoever waits. May be called by any thread. */
    @Override
    void close();
  }

  /**
   * What has come of a stream.
   *
   * @param events the next events, in their order; may be none
   * @param state how it is with the stream behind them
   */
  record Kept(List<byte[]> events, State state) {
    /** Copies the list. */
    public Kept {
      events = List.copyOf(events);
    }
  }

  /** How it is with a stream. */
  enum State {
    /** More may come. */
    OPEN,
    /** All has been read. */
    ENDED,
    /** The run went on, but what came then was not kept. */
    CUT,
    /** Whoever ran it is gone, or can no longer reach the store. */
    LOST
  }
}
