package dev.runnel.engine;

import dev.runnel.engine.run.Listeners;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Lets a {@link RunChecker} hear all runs of each test, where the system property {@code
 * runnel.watch} is set.
 */
public final class RunsAreWellFormed implements BeforeEachCallback, AfterEachCallback {
  private RunChecker checker = new RunChecker();

  @Override
  public void beforeEach(ExtensionContext test) {
    if (RunChecker.isWanted()) {
      checker = new RunChecker();
      Listeners.listenEverywhere(checker);
    }
  }

  @Override
  public void afterEach(ExtensionContext test) throws InterruptedException {
    Listeners.listenEverywhere();
    checker.check();
  }
}
