package dev.runnel.processor.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Describes a component that is a model, and calls tools.
 *
 * @param tools where its tools come from, in the order in which the model sees them
 * @param toApprove the names of tools that somebody must approve
 * @param unrepeatable the names of tools of which nobody says that they may run again
 * @param limits how often it does what
 * @param settings what else the author says
 */
public record AgentStep(
    List<AgentTool> tools,
    List<String> toApprove,
    List<String> unrepeatable,
    Limits limits,
    Settings settings) {
  /** Stands for any tool, where one is named. */
  public static final String ANY_TOOL = "*";

  /** Copies the lists. */
  public AgentStep {
    tools = List.copyOf(tools);
    toApprove = List.copyOf(toApprove);
    unrepeatable = List.copyOf(unrepeatable);
  }

  /**
   * Says how often an agent does what.
   *
   * @param maxTurns how often the model is asked
   * @param maxParallel how many tools run at the same time
   * @param maxCallsPerAnswer how many calls of one answer are taken
   */
  public record Limits(int maxTurns, int maxParallel, int maxCallsPerAnswer) {
    /** What holds where the author says nothing. */
    public static final Limits DEFAULT = new Limits(10, 8, 64);
  }

  /**
   * Says how an agent works. Null is what the author left out.
   *
   * @param name the name of its runs
   * @param atMaxTurns the constant that says what happens when the turns are used up
   * @param text the constant that says what the agent is as text
   * @param firstTool the tool that the model has to call first; {@code "*"} for any
   * @param beforeTurn the method that prepares each turn
   */
  public record Settings(
      String name,
      @Nullable String atMaxTurns,
      @Nullable String text,
      @Nullable String firstTool,
      @Nullable String beforeTurn) {}
}
