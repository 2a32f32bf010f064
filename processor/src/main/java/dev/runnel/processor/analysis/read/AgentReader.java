package dev.runnel.processor.analysis.read;

import dev.runnel.annotations.AgentText;
import dev.runnel.annotations.Answer;
import dev.runnel.processor.diagnostic.AgentProblems;
import dev.runnel.processor.diagnostic.AnswerProblems;
import dev.runnel.processor.diagnostic.Report;
import dev.runnel.processor.diagnostic.Suggestions;
import dev.runnel.processor.model.AgentStep;
import dev.runnel.processor.types.TypeNames;
import java.util.List;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/** Reads what {@code @Agent} says of a step, and checks the values. */
final class AgentReader {
  private final ChainClassContext context;
  private final Member member;
  private final FoundAnnotation agent;
  private final Report report;

  private AgentReader(
      ChainClassContext context, Member member, FoundAnnotation agent, Report report) {
    this.context = context;
    this.member = member;
    this.agent = agent;
    this.report = report;
  }

  /**
   * Reads the annotation of a step.
   *
   * @param context the chain class
   * @param member the step's method
   * @param agent the annotation
   * @param name the name of the agent's runs
   * @param report takes what is wrong
   * @return the agent, with those tools that there are
   */
  static AgentStep read(
      ChainClassContext context, Member member, FoundAnnotation agent, String name, Report report) {
    return new AgentReader(context, member, agent, report).read(name);
  }

  private AgentStep read(String name) {
    AgentTools tools = new AgentTools(context, member, agent, report).find();
    FoundAnnotation answer = member.annotation(Answer.class);
    if (answer != null) {
      tools.that("returnDirect").stream()
          .findFirst()
          .ifPresent(
              tool ->
                  report.add(AnswerProblems.directAnswer(answer.position(), member.name(), tool)));
    }
    AgentStep.Limits limits = AgentStep.Limits.DEFAULT;
    return new AgentStep(
        tools.tools(),
        tools.that("approval"),
        tools.unrepeatable(),
        new AgentStep.Limits(
            positive("maxTurns", limits.maxTurns()),
            positive("maxParallel", limits.maxParallel()),
            positive("maxCallsPerAnswer", limits.maxCallsPerAnswer())),
        new AgentStep.Settings(
            name,
            agent.constant("atMaxTurns"),
            answer == null ? agent.constant("text") : AgentText.LAST_ANSWER.name(),
            tools.first().orElse(null),
            beforeTurn()));
  }

  private int positive(String attribute, int otherwise) {
    Number given = agent.number(attribute);
    if (given != null && given.intValue() < 1) {
      wrong(attribute, attribute + " is " + given, "There is at least 1.");
    }
    return given == null || given.intValue() < 1 ? otherwise : given.intValue();
  }

  private @Nullable String beforeTurn() {
    String name = agent.text("beforeTurn");
    if (name.isEmpty()) {
      return null;
    }
    List<Member> members = Members.of(context);
    List<Member> named = members.stream().filter(each -> each.name().equals(name)).toList();
    if (named.stream().anyMatch(this::preparesTurns)) {
      return name;
    }
    List<String> others = members.stream().filter(this::preparesTurns).map(Member::name).toList();
    wrong(
        "beforeTurn",
        named.isEmpty()
            ? "there is no method '" + name + "'"
            : "method '" + name + "' cannot prepare a turn",
        others.isEmpty()
            ? "Declare it: Turn "
                + name
                + "(Turn turn) { ... }, neither abstract, private nor static."
            : Suggestions.of(name, "The methods that can", others).sentence());
    return null;
  }

  private boolean preparesTurns(Member method) {
    return mayPrepareTurns(context, method);
  }

  /** Tells whether a method can be called before each turn. */
  static boolean mayPrepareTurns(ChainClassContext context, Member method) {
    return !method.isAbstract()
        && !method.has(Modifier.PRIVATE)
        && !method.has(Modifier.STATIC)
        && context.types().is(method.type().getReturnType(), TypeNames.TURN)
        && method.type().getParameterTypes().size() == 1
        && context.types().is(method.type().getParameterTypes().get(0), TypeNames.TURN);
  }

  private void wrong(String attribute, String why, String fix) {
    report.add(AgentProblems.invalidAgent(agent.position(attribute), member.name(), why, fix));
  }
}
