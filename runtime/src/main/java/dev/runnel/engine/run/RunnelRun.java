package dev.runnel.engine.run;

import dev.runnel.CustomRunnel;
import dev.runnel.RunConfig;
import dev.runnel.annotations.RunType;
import org.jspecify.annotations.Nullable;

/** Is the run of a runnel that was called from outside of any chain, or inside a step's body. */
public final class RunnelRun extends Run {
  private final CustomRunnel<?, ?, ?> runnel;

  public RunnelRun(
      @Nullable Run parent,
      CustomRunnel<?, ?, ?> runnel,
      RunConfig config,
      boolean streaming,
      Listeners listeners) {
    super(parent, config, streaming, listeners);
    this.runnel = runnel;
  }

  @Override
  public String name() {
    return config().name().orElseGet(runnel::name);
  }

  @Override
  public RunType type() {
    return runnel.type();
  }
}
