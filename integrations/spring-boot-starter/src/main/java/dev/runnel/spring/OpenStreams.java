package dev.runnel.spring;

import dev.runnel.serve.PendingAnswer;
import dev.runnel.serve.ResponseSink;
import dev.runnel.serve.ServeResponse;
import dev.runnel.serve.StreamedBody;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.SmartLifecycle;

/**
 * Knows the answers that are under way, and ends them when the application stops: before the web
 * server waits for its open requests, since it would wait for them in vain. Thread-safe.
 */
final class OpenStreams implements SmartLifecycle {
  private final Set<Runnable> open = ConcurrentHashMap.newKeySet();
  private volatile boolean running;

  /** Carries out the run of a body on the calling thread. */
  void write(StreamedBody body, ResponseSink sink) {
    Runnable stop = new Stop(body::stop);
    open.add(stop);
    try (body) {
      stopIfLate(stop);
      body.writeTo(sink);
    } finally {
      open.remove(stop);
    }
  }

  /** Carries out runs on the calling thread. */
  ServeResponse.Whole await(PendingAnswer answer) {
    Runnable stop = new Stop(answer::stop);
    open.add(stop);
    try (answer) {
      stopIfLate(stop);
      return answer.await(() -> false);
    } finally {
      open.remove(stop);
    }
  }

  private void stopIfLate(Runnable stop) {
    if (!running) {
      stop.run();
    }
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    open.forEach(Runnable::run);
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Two of them are never equal. */
  private static final class Stop implements Runnable {
    private final Runnable stop;

    Stop(Runnable stop) {
      this.stop = stop;
    }

    @Override
    public void run() {
      stop.run();
    }
  }
}
