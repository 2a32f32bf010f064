package dev.runnel.engine;

import dev.runnel.RunConfig;
import dev.runnel.RunDefaults;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Lets a {@link RunChecker} hear all runs of each test, where the system property {@code
 * runnel.watch} is set.
 */
public final class RunsAreWellFormed implements BeforeEachCallback, AfterEachCallback {
  /** The tag of a test that hears runs twice, such as those of a server in the same process. */
  public static final String UNWATCHED = "unwatched";

  private RunChecker checker = new RunChecker();
  private RunDefaults.@Nullable Installation watching;

  @Override
  public void beforeEach(ExtensionContext test) {
    if (RunChecker.isWanted() && !test.getTags().contains(UNWATCHED)) {
      checker = new RunChecker();
      watching = RunDefaults.install(RunConfig.DEFAULT.withListeners(checker));
    }
  }

  @Override
  public void afterEach(ExtensionContext test) throws InterruptedException {
    if (watching != null) {
      watching.close();
    }
    checker.check();
  }
}
