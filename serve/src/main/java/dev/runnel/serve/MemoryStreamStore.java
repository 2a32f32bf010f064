package dev.runnel.serve;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps streams in memory. What is too old is dropped when the next stream begins or is looked for.
 */
final class MemoryStreamStore implements StreamStore {
  private final ReentrantLock lock = new ReentrantLock();

  /** Those that have ended stand in the order of their ends, among those that go on. */
  private final Map<String, Stream> streams = new LinkedHashMap<>();

  private final Map<String, String> names = new HashMap<>();
  private final int maxStreams;
  private final int maxBytes;
  private final LongSupplier nanos;

  MemoryStreamStore(int maxStreams, int maxBytes, LongSupplier nanos) {
    if (maxStreams < 1 || maxBytes < 1) {
      throw new IllegalArgumentException(
          "A store keeps 1 stream or more, each of 1 byte or more, but this one is to keep "
              + maxStreams
              + " of "
              + maxBytes
              + ".");
    }
    this.maxStreams = maxStreams;
    this.maxBytes = maxBytes;
    this.nanos = nanos;
  }

  @Override
  public Recording begin(String name, String id, Terms terms) {
    lock.lock();
    try {
      dropOld();
      makeRoom();
      Stream stream = new Stream(name, terms.ttl().toNanos());
      streams.put(id, stream);
      names.put(name, id);
      return new Writer(id, stream);
    } finally {
      lock.unlock();
    }
  }

  private void dropOld() {
    long now = nanos.getAsLong();
    streams.entrySet().removeIf(entry -> entry.getValue().isOld(now) && forgetName(entry));
  }

  private boolean forgetName(Map.Entry<String, Stream> entry) {
    names.remove(entry.getValue().name, entry.getKey());
    return true;
  }

  private void makeRoom() {
    Iterator<Map.Entry<String, Stream>> all = streams.entrySet().iterator();
    while (streams.size() >= maxStreams && all.hasNext()) {
      Map.Entry<String, Stream> entry = all.next();
      if (entry.getValue().ending != null) {
        forgetName(entry);
        all.remove();
      }
    }
    if (streams.size() >= maxStreams) {
      throw new StreamStoreException("There are " + maxStreams + " streams already.");
    }
  }

  @Override
  public Optional<String> find(String name) {
    lock.lock();
    try {
      dropOld();
      return Optional.ofNullable(names.get(name));
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Optional<Following> follow(String id, long from) {
    lock.lock();
    try {
      dropOld();
      return Optional.ofNullable(streams.get(id)).map(stream -> new Reader(stream, from));
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void askToStop(String id) {
    lock.lock();
    try {
      Stream stream = streams.get(id);
      if (stream != null) {
        stream.isToStop = true;
      }
    } finally {
      lock.unlock();
    }
  }

  /** One stream. All of it is guarded by the lock of the store. */
  private final class Stream {
    private final String name;
    private final long ttl;
    private final List<byte[]> events = new ArrayList<>();
    private final Condition grown = lock.newCondition();
    private long bytes;
    private long heard = nanos.getAsLong();
    private long ended;
    private @Nullable Ending ending;
    private boolean isToStop;

    Stream(String name, long ttl) {
      this.name = name;
      this.ttl = ttl;
    }

    boolean isOld(long now) {
      return ending != null && now - ended >= ttl;
    }
  }

  private final class Writer implements Recording {
    private final String id;
    private final Stream stream;

    Writer(String id, Stream stream) {
      this.id = id;
      this.stream = stream;
    }

    @Override
    public void append(byte[] event) {
      lock.lock();
      try {
        if (stream.bytes + event.length > maxBytes) {
          throw new StreamStoreException(
              "The stream has more than " + maxBytes + " bytes, of which no more are kept.");
        }
        stream.bytes += event.length;
        stream.events.add(event);
        stream.grown.signalAll();
      } finally {
        lock.unlock();
      }
    }

    @Override
    public Wish beat(boolean isHeard) {
      lock.lock();
      try {
        long now = nanos.getAsLong();
        if (isHeard) {
          stream.heard = now;
        }
        if (stream.isToStop) {
          return Wish.STOP;
        }
        return now - stream.heard >= stream.ttl ? Wish.NOBODY_LISTENS : Wish.GO_ON;
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void end(Ending how) {
      lock.lock();
      try {
        stream.ending = how;
        stream.ended = nanos.getAsLong();
        if (streams.remove(id, stream)) {
          streams.put(id, stream);
        }
        stream.grown.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  private final class Reader implements Following {
    private final Stream stream;
    private int next;
    private boolean closed;

    Reader(Stream stream, long from) {
      this.stream = stream;
      this.next = (int) Math.min(Math.max(from, 0), Integer.MAX_VALUE);
    }

    @Override
    public Kept await(Duration wait) {
      lock.lock();
      try {
        long left = wait.toNanos();
        while (left > 0 && !closed && next >= stream.events.size() && stream.ending == null) {
          left = stream.grown.awaitNanos(left);
        }
        stream.heard = nanos.getAsLong();
        List<byte[]> news =
            stream.events.subList(Math.min(next, stream.events.size()), stream.events.size());
        Kept kept = new Kept(news, state());
        next += news.size();
        return kept;
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new StreamStoreException("The wait for the stream was interrupted.", interrupted);
      } finally {
        lock.unlock();
      }
    }

    private State state() {
      if (stream.ending == null) {
        return State.OPEN;
      }
      return stream.ending == Ending.WHOLE ? State.ENDED : State.CUT;
    }

    @Override
    public void close() {
      lock.lock();
      try {
        closed = true;
        stream.grown.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }
}
