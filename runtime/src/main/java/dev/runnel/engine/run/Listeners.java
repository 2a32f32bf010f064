package dev.runnel.engine.run;

import dev.runnel.event.RunInfo;
import dev.runnel.event.RunListener;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Holds who listens to a run and to those below it. Immutable, but for what was logged. */
public final class Listeners {
  /** Is nobody. */
  public static final Listeners NONE = new Listeners(List.of());

  /** Hear each root run of this process; set only by the tests of Runnel itself. */
  private static volatile Listeners everywhere = NONE;

  private final List<Ear> ears;

  private Listeners(List<Ear> ears) {
    this.ears = ears;
  }

  /** Sets who hears each root run of this process. */
  public static void hearEverywhere(RunListener... listeners) {
    everywhere = NONE.with(List.of(listeners));
  }

  public static Listeners everywhere() {
    return everywhere;
  }

  /** Adds listeners; one that listens already is not added again. */
  @SuppressWarnings("ReferenceEquality") // a listener is the same only if it is the same object
  public Listeners with(List<RunListener> added) {
    if (added.isEmpty()) {
      return this;
    }
    List<Ear> all = new ArrayList<>(ears);
    for (RunListener listener : added) {
      if (all.stream().noneMatch(ear -> ear.listener == listener)) {
        all.add(new Ear(listener));
      }
    }
    return new Listeners(List.copyOf(all));
  }

  public boolean isEmpty() {
    return ears.isEmpty();
  }

  /** Asks who wants to hear of a run. */
  public Ear[] whoWants(RunInfo run) {
    return ears.stream().filter(ear -> ear.wants(run)).toArray(Ear[]::new);
  }

  /** Is one listener, whose first exception is logged. */
  public static final class Ear {
    private static final System.Logger LOGGER = System.getLogger("dev.runnel");

    final RunListener listener;
    private final AtomicBoolean hasThrown = new AtomicBoolean();

    Ear(RunListener listener) {
      this.listener = listener;
    }

    private boolean wants(RunInfo run) {
      try {
        return listener.wants(run);
      } catch (Throwable thrown) {
        threw(thrown);
        return false;
      }
    }

    void threw(Throwable thrown) {
      if (hasThrown.compareAndSet(false, true)) {
        LOGGER.log(
            System.Logger.Level.WARNING,
            "The listener "
                + listener.getClass().getName()
                + " threw. The run goes on; what the listener throws from now on is not logged.",
            thrown);
      }
    }
  }
}
