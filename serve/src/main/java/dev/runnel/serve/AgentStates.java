package dev.runnel.serve;

import dev.runnel.agent.PausedAgent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The states of agents that wait, in memory: the newest of them, each of which goes on once.
 * Thread-safe.
 */
final class AgentStates {
  /** Clients that never come back must not fill the memory. */
  static final int MOST = 1_000;

  private final ReentrantLock lock = new ReentrantLock();

  private final Map<String, PausedAgent> byId =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, PausedAgent> eldest) {
          return size() > MOST;
        }
      };

  /** Keeps a state, and forgets the oldest where there are too many. */
  String put(PausedAgent state) {
    lock.lock();
    try {
      byId.put(state.id(), state);
      return state.id();
    } finally {
      lock.unlock();
    }
  }

  /** Returns a state, and keeps it. */
  PausedAgent get(String id, RequestObject token) {
    lock.lock();
    try {
      return known(byId.get(id), token);
    } finally {
      lock.unlock();
    }
  }

  /** Gives a state away. */
  void take(String id, RequestObject token) {
    lock.lock();
    try {
      known(byId.remove(id), token);
    } finally {
      lock.unlock();
    }
  }

  private static PausedAgent known(@Nullable PausedAgent state, RequestObject token) {
    if (state == null) {
      throw token.refused(
          "state",
          "Nothing waits under this id: it has gone on already, or the server has forgotten it.");
    }
    return state;
  }
}
