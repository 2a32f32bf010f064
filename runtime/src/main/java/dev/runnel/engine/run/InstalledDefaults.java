package dev.runnel.engine.run;

import dev.runnel.RunConfig;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is laid below the configuration of each run without a parent: an immutable state, which each
 * installation replaces. What belongs to one class loader is merged when it is installed, so that a
 * run only looks for it.
 */
public final class InstalledDefaults {
  private static final InstalledDefaults NOTHING = new InstalledDefaults(List.of());

  /** Replaced under the lock of the class. */
  private static volatile InstalledDefaults current = NOTHING;

  private final List<Installed> all;
  private final Merged ofProcess;
  private final List<Merged> ofApplications;

  private InstalledDefaults(List<Installed> all) {
    this.all = all;
    this.ofProcess = Merged.of(all, null);
    Set<ClassLoader> applications = new LinkedHashSet<>();
    for (Installed each : all) {
      if (each.application != null) {
        applications.add(each.application);
      }
    }
    this.ofApplications =
        applications.stream().map(application -> Merged.of(all, application)).toList();
  }

  /**
   * Adds a configuration.
   *
   * @param application the class loader of the threads whose runs it is for; null for all
   * @return takes it back
   */
  public static Runnable install(RunConfig config, @Nullable ClassLoader application) {
    if (config.name().isPresent() || config.id().isPresent() || config.parent().isPresent()) {
      throw new IllegalArgumentException(
          "A configuration for all runs has a name, an id or a parent, but these belong to one"
              + " run. Give them to that run, by withConfig.");
    }
    Installed added = new Installed(config, Listeners.NONE.with(config.listeners()), application);
    synchronized (InstalledDefaults.class) {
      List<Installed> more = new ArrayList<>(current.all);
      more.add(added);
      current = new InstalledDefaults(List.copyOf(more));
    }
    return () -> remove(added);
  }

  @SuppressWarnings("ReferenceEquality") // two may have installed the same configuration
  private static synchronized void remove(Installed removed) {
    List<Installed> rest = current.all.stream().filter(each -> each != removed).toList();
    current = rest.isEmpty() ? NOTHING : new InstalledDefaults(rest);
  }

  /** Returns what holds for a run without a parent that starts on this thread. */
  static Merged here() {
    InstalledDefaults now = current;
    return now.ofApplications.isEmpty() ? now.ofProcess : now.ofThread();
  }

  private Merged ofThread() {
    @Nullable ClassLoader loader = Thread.currentThread().getContextClassLoader();
    while (loader != null) {
      for (Merged each : ofApplications) {
        if (each.application == loader) {
          return each;
        }
      }
      loader = loader.getParent();
    }
    return ofProcess;
  }

  /** One configuration, with its listeners, whose first exceptions are logged once for all runs. */
  private record Installed(
      RunConfig config, Listeners listeners, @Nullable ClassLoader application) {
    boolean isFor(@Nullable ClassLoader loader) {
      if (application == null) {
        return true;
      }
      @Nullable ClassLoader above = loader;
      while (above != null && above != application) {
        above = above.getParent();
      }
      return above != null;
    }
  }

  /** All that holds for the process, or for one application. */
  record Merged(RunConfig config, Listeners listeners, @Nullable ClassLoader application) {
    private static Merged of(List<Installed> all, @Nullable ClassLoader application) {
      RunConfig config = RunConfig.DEFAULT;
      Listeners listeners = Listeners.NONE;
      for (Installed each : all) {
        if (each.isFor(application)) {
          config = config.merge(each.config);
          listeners = listeners.with(each.listeners);
        }
      }
      return new Merged(config, listeners, application);
    }
  }
}
