package dev.runnel.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lets a step that is a chat model call tools until it has an answer: it becomes an agent. It
 * stands beside {@code @Step} or {@code @StreamingStep}.
 *
 * <pre>{@code
 * @StreamingStep
 * @Agent(tools = {"weather", "search"}, maxTurns = 10)
 * abstract ChatModel model();
 *
 * @Tool
 * String weather(String city) { ... }
 * }</pre>
 *
 * <p>The chunks of the step are those of the agent: what the model says, and what the tools do. A
 * step or a chain that reads text gets what the agent says. The whole is the answer with all new
 * messages.
 *
 * <p>With {@link Answer} the agent answers with a Java type, when its tools are done. With {@link
 * Remember} it remembers conversations.
 *
 * <p>The generated class needs the artifact {@code runnel-agents}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Agent {
  /**
   * Names what the model may call:
   *
   * <ul>
   *   <li>methods of the class, or of one above it, that are annotated with {@link Tool};
   *   <li>methods without parameters that return tools: a {@code Tool}, a collection of them, or an
   *       object of a class with methods that are annotated with {@link Tool}. If such a method is
   *       abstract, it becomes a constructor parameter of the generated class;
   *   <li>one tool of such an object: {@code "clock.time"} for tool {@code time} of what method
   *       {@code clock} returns.
   * </ul>
   *
   * @return the names of the methods, or of the tools; none for all tools of the class and those
   *     above it
   */
  String[] tools() default {};

  /**
   * Names the tool that the model has to call in its first turn. Later it decides itself.
   *
   * @return the name of the tool, or of its method; {@code "*"} for any tool; empty if the model
   *     decides
   */
  String firstTool() default "";

  /**
   * Names a method of the class that may change prompt, model and tools before each turn. It takes
   * the agent's {@code Turn} and returns one, which also holds for the turns after it.
   *
   * @return the name of the method; empty for none
   */
  String beforeTurn() default "";

  /**
   * Limits how often the model is asked.
   *
   * @return the most turns, at least 1
   */
  int maxTurns() default 10;

  /**
   * Says what happens when the turns are used up.
   *
   * @return what happens
   */
  AtMaxTurns atMaxTurns() default AtMaxTurns.FAIL;

  /**
   * Limits how many calls of one answer are taken. How often a tool is called in all, {@link
   * Tool#maxCalls} says.
   *
   * @return the most calls, at least 1
   */
  int maxCallsPerAnswer() default 64;

  /**
   * Says what the agent is as text. With {@link Answer} it is its last answer in any case.
   *
   * @return what it is
   */
  AgentText text() default AgentText.EVERY_TURN;

  /**
   * Limits how many tools run at the same time.
   *
   * @return the most tools, at least 1
   */
  int maxParallel() default 8;
}
