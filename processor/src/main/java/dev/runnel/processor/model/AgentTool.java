package dev.runnel.processor.model;

import com.palantir.javapoet.ClassName;

/** Says where an agent gets tools from. */
public sealed interface AgentTool {
  /**
   * One tool of a toolbox over the generated class itself.
   *
   * @param toolbox the generated class that has the tool
   * @param accessor its method that returns it
   */
  record Own(ClassName toolbox, String accessor) implements AgentTool {}

  /**
   * What a method of the chain class returns: a tool, or a collection of tools.
   *
   * @param method the name of the method
   */
  record Given(String method) implements AgentTool {}

  /**
   * All tools of an object that a method of the chain class returns.
   *
   * @param toolbox the generated class that has the tools
   * @param method the name of the method
   */
  record Boxed(ClassName toolbox, String method) implements AgentTool {}

  /**
   * One of the tools of an object that a method of the chain class returns.
   *
   * @param toolbox the generated class that has the tool
   * @param method the name of the method
   * @param accessor the toolbox's method that returns the tool
   */
  record Picked(ClassName toolbox, String method, String accessor) implements AgentTool {}
}
