package dev.runnel.serve;

import java.util.Optional;
import java.util.function.Supplier;

/** A store that is there until it is not. */
final class FailingStore implements StreamStore {
  private final StreamStore inner = StreamStore.inMemory();
  private volatile boolean isDown;

  void goDown() {
    isDown = true;
  }

  private <T> T reach(Supplier<T> action) {
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
        run(() -> recording.end(how));
      }
    };
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
