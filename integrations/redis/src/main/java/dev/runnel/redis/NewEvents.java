package dev.runnel.redis;

import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Hears of new events, for all readers over one connection. What it misses, as while a connection
 * is made anew, a reader finds when it looks by itself. Thread-safe.
 */
final class NewEvents implements AutoCloseable {
  private final StatefulRedisPubSubConnection<String, byte[]> connection;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Set<Listening>> byChannel = new HashMap<>();

  NewEvents(StatefulRedisPubSubConnection<String, byte[]> connection) {
    this.connection = connection;
    connection.addListener(
        new RedisPubSubAdapter<>() {
          @Override
          public void message(String channel, byte[] message) {
            wake(channel);
          }
        });
  }

  private void wake(String channel) {
    lock.lock();
    try {
      byChannel.getOrDefault(channel, Set.of()).forEach(Listening::wake);
    } finally {
      lock.unlock();
    }
  }

  Listening listen(String channel) {
    lock.lock();
    try {
      Listening listening = new Listening(channel);
      Set<Listening> all = byChannel.computeIfAbsent(channel, key -> new HashSet<>());
      all.add(listening);
      if (all.size() == 1) {
        connection.async().subscribe(channel);
      }
      return listening;
    } finally {
      lock.unlock();
    }
  }

  private void end(Listening listening) {
    lock.lock();
    try {
      Set<Listening> all = byChannel.get(listening.channel);
      if (all != null && all.remove(listening) && all.isEmpty()) {
        byChannel.remove(listening.channel);
        if (connection.isOpen()) {
          connection.async().unsubscribe(listening.channel);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    connection.close();
  }

  /** One reader that listens. */
  final class Listening implements AutoCloseable {
    private final String channel;
    private final Semaphore news = new Semaphore(0);

    private Listening(String channel) {
      this.channel = channel;
    }

    void wake() {
      news.release();
    }

    /** Forgets what it has heard: whoever looks now sees it. */
    void forget() {
      news.drainPermits();
    }

    /** Waits until there is something new. */
    void await(long nanos) throws InterruptedException {
      if (news.tryAcquire(nanos, TimeUnit.NANOSECONDS)) {
        news.drainPermits();
      }
    }

    @Override
    public void close() {
      end(this);
      wake();
    }
  }
}
