package dev.runnel.processor.model;

import com.palantir.javapoet.ClassName;
import java.util.List;

/**
 * Describes a component that is a model, and calls tools.
 *
 * @param toolbox the generated class that has the tools
 * @param tools the names of its methods that give them, in the order in which the model sees them
 * @param name the name of the agent's runs
 * @param maxTurns how often the model is asked
 * @param maxParallel how many tools run at the same time
 */
public record AgentStep(
    ClassName toolbox, List<String> tools, String name, int maxTurns, int maxParallel) {
  /** How often the model is asked, and how many tools run at once, unless the author says it. */
  public static final int MAX_TURNS = 10;

  /** How many tools run at the same time, unless the author says it. */
  public static final int MAX_PARALLEL = 8;

  /** Copies the list. */
  public AgentStep {
    tools = List.copyOf(tools);
  }

  /**
   * Gives its runs another name.
   *
   * @param other the name
   * @return a copy
   */
  public AgentStep named(String other) {
    return new AgentStep(toolbox, tools, other, maxTurns, maxParallel);
  }
}
