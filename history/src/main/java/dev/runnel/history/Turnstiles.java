package dev.runnel.history;

import dev.runnel.RunContext;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets one run at a time into each conversation, in the order in which they come. Thread-safe. */
final class Turnstiles {
  /** Those who are in, at the head, and who wait; a conversation in which nobody is has none. */
  private final Map<String, Deque<Ticket>> queues = new HashMap<>();

  /**
   * Queues up.
   *
   * @throws IllegalStateException if the run is below one that is in: it would wait for itself
   */
  synchronized Ticket enter(String conversation, RunContext run) {
    Deque<Ticket> queue = queues.computeIfAbsent(conversation, id -> new ArrayDeque<>());
    for (Ticket other : queue) {
      if (isBelow(run, other.run)) {
        throw new IllegalStateException(
            ("Run '%s' asks in conversation '%s' while that waits for the end of a turn which this"
                    + " run is a part of. Give what runs inside a turn a conversation of its own.")
                .formatted(run.name(), conversation));
      }
    }
    Ticket ticket = new Ticket(conversation, run.id());
    queue.add(ticket);
    letIn(queue);
    return ticket;
  }

  private static boolean isBelow(RunContext run, UUID above) {
    Optional<RunContext> each = Optional.of(run);
    while (each.isPresent()) {
      if (each.get().id().equals(above)) {
        return true;
      }
      each = each.get().parent();
    }
    return false;
  }

  private static void letIn(Deque<Ticket> queue) {
    if (!queue.isEmpty()) {
      queue.getFirst().in.countDown();
    }
  }

  private synchronized void leave(Ticket ticket) {
    Deque<Ticket> queue = queues.get(ticket.conversation);
    if (queue != null && queue.remove(ticket)) {
      letIn(queue);
      if (queue.isEmpty()) {
        queues.remove(ticket.conversation);
      }
    }
  }

  /** Returns how many conversations somebody is in. */
  synchronized int size() {
    return queues.size();
  }

  /** A place in the queue of a conversation. */
  final class Ticket {
    private final String conversation;
    private final UUID run;
    private final CountDownLatch in = new CountDownLatch(1);

    private Ticket(String conversation, UUID run) {
      this.conversation = conversation;
      this.run = run;
    }

    /** Waits to be let in. Returns whether it was, or has left. */
    boolean await(Duration wait) throws InterruptedException {
      return in.await(wait.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Leaves the queue or the conversation, whichever it is in; without effect the second time. */
    void leave() {
      Turnstiles.this.leave(this);
      in.countDown();
    }
  }
}
