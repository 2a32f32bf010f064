package dev.runnel.processor.model;

import com.palantir.javapoet.ClassName;
import java.util.List;

/**
 * Describes a component that is a model, and calls tools.
 *
 * @param toolbox the generated class that has the tools
 * @param tools the names of its methods that give them, in the order in which the model sees them
 * @param toApprove the names of the methods among them that somebody must approve
 * @param name the name of the agent's runs
 * @param maxTurns how often the model is asked
 * @param maxParallel how many tools run at the same time
 */
public record AgentStep(
    ClassName toolbox,
    List<String> tools,
    List<String> toApprove,
    String name,
    int maxTurns,
    int maxParallel) {
  /** How often the model is asked, and how many tools run at once, unless the author says it. */
  public static final int MAX_TURNS = 10;

  /** How many tools run at the same time, unless the author says it. */
  public static final int MAX_PARALLEL = 8;

  /** Copies the lists. */
  public AgentStep {
    tools = List.copyOf(tools);
    toApprove = List.copyOf(toApprove);
  }
}
