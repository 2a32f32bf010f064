package dev.runnel.engine;

import dev.runnel.RunConfig;
import dev.runnel.RunDefaults;
import java.util.List;
import net.jqwik.api.lifecycle.AroundTryHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.TryExecutionResult;
import net.jqwik.api.lifecycle.TryExecutor;
import net.jqwik.api.lifecycle.TryLifecycleContext;

/** Does for each try of a property what {@link RunsAreWellFormed} does for a test. */
public final class PropertyRunsAreWellFormed implements AroundTryHook {
  @Override
  public PropagationMode propagateTo() {
    return PropagationMode.ALL_DESCENDANTS;
  }

  @Override
  public TryExecutionResult aroundTry(
      TryLifecycleContext context, TryExecutor aTry, List<Object> parameters) throws Throwable {
    if (!RunChecker.isWanted()) {
      return aTry.execute(parameters);
    }
    RunChecker checker = new RunChecker();
    RunDefaults.Installation watching =
        RunDefaults.install(RunConfig.DEFAULT.withListeners(checker));
    TryExecutionResult result;
    try {
      result = aTry.execute(parameters);
    } finally {
      watching.close();
    }
    checker.check();
    return result;
  }
}
