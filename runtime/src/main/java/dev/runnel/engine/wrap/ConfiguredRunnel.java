package dev.runnel.engine.wrap;

import dev.runnel.CustomRunnel;
import dev.runnel.Graph;
import dev.runnel.RunConfig;
import dev.runnel.engine.Delegating;

/** A runnel whose runs have a configuration. */
public final class ConfiguredRunnel<I, C, O> extends ForwardingRunnel<I, C, O>
    implements Delegating<I, C, O> {
  private final RunConfig config;

  private ConfiguredRunnel(CustomRunnel<I, C, O> runnel, RunConfig config) {
    super(runnel);
    this.config = config;
  }

  /** Lays a configuration over the one that a runnel has. */
  public static <I, C, O> ConfiguredRunnel<I, C, O> of(
      CustomRunnel<I, C, O> runnel, RunConfig config) {
    RunConfig merged = runnel.config().merge(config);
    return StreamForm.wrapper(runnel) instanceof ConfiguredRunnel<I, C, O> configured
        ? new ConfiguredRunnel<>(configured.runnel(), merged)
        : new ConfiguredRunnel<>(runnel, merged);
  }

  @Override
  public CustomRunnel<I, C, O> delegate() {
    return runnel();
  }

  @Override
  public RunConfig config() {
    return config;
  }

  /** Shows the name that the configuration gives, where the runnel is a single step. */
  @Override
  public Graph graph() {
    Graph graph = runnel().graph();
    return graph.nodes().size() == 1 && config.name().isPresent()
        ? graph.named(config.name().get())
        : graph;
  }
}
