package dev.runnel.serve;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/** A store that is there until it is not. */
final class FailingStore implements StreamStore {
  private final StreamStore inner = StreamStore.inMemory();
  private final CountDownLatch ending = new CountDownLatch(1);
  private final CountDownLatch endings = new CountDownLatch(1);
  private volatile boolean isDown;
  private volatile boolean isBroken;
  private volatile boolean holdsEndings;

  void goDown() {
    isDown = true;
  }

  /** Fails from now on as a store should not. */
  void breakDown() {
    isBroken = true;
  }

  /** Lets each thread that ends a stream wait until {@link #letEnd}. */
  void holdEndings() {
    holdsEndings = true;
  }

  void awaitEnding() throws InterruptedException {
    ending.await();
  }

  void letEnd() {
    endings.countDown();
  }

  private <T> T reach(Supplier<T> action) {
    if (isBroken) {
      throw new IllegalStateException("The store is broken.");
    }
    if (isDown) {
      throw new StreamStoreException("The store is down.");
    }
    return action.get();
  }

  private void run(Runnable action) {
    reach(
        () -> {
          action.run();
          return true;
        });
  }

  @Override
  public Recording begin(String name, String id, Terms terms) {
    Recording recording = reach(() -> inner.begin(name, id, terms));
    return new Recording() {
      @Override
      public void append(byte[] event) {
        run(() -> recording.append(event));
      }

      @Override
      public Wish beat(boolean isHeard) {
        return reach(() -> recording.beat(isHeard));
      }

      @Override
      public void end(Ending how) {
        ending.countDown();
        if (holdsEndings) {
          awaitLetEnd();
        }
        run(() -> recording.end(how));
      }
    };
  }

  private void awaitLetEnd() {
    try {
      endings.await();
    } catch (InterruptedException interrupted) {
      throw new StreamStoreException("The store was interrupted.", interrupted);
    }
  }

  @Override
  public Optional<String> find(String name) {
    return reach(() -> inner.find(name));
  }

  @Override
  public Optional<Following> follow(String id, long from) {
    return reach(() -> inner.follow(id, from));
  }

  @Override
  public void askToStop(String id) {
    run(() -> inner.askToStop(id));
  }
}
