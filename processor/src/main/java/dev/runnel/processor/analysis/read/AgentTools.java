package dev.runnel.processor.analysis.read;

import com.palantir.javapoet.ClassName;
import dev.runnel.annotations.Tool;
import dev.runnel.processor.diagnostic.AgentProblems;
import dev.runnel.processor.diagnostic.Problem;
import dev.runnel.processor.diagnostic.Report;
import dev.runnel.processor.diagnostic.Suggestions;
import dev.runnel.processor.model.AgentStep;
import dev.runnel.processor.model.ToolAccessors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.util.ElementFilter;

/** Reads what a model may call that is to be an agent, and checks the names and values. */
public final class AgentTools {
  /** What the name of the class ends with that has the tools. */
  public static final String SUFFIX = "Toolbox";

  /** A tool: the name by which the model calls it, its method, and that of the toolbox. */
  private record Known(String tool, String method, String accessor, boolean needsApproval) {
    boolean isCalled(String name) {
      return tool.equals(name) || method.equals(name);
    }
  }

  private final ChainClassContext context;
  private final Member member;
  private final Report report;

  private AgentTools(ChainClassContext context, Member member, Report report) {
    this.context = context;
    this.member = member;
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
    return new AgentTools(context, member, report).read(agent, name);
  }

  /**
   * Lists the tools of a class by the names by which agents know them.
   *
   * @param context the chain class
   * @return the methods, in their order
   */
  public static Map<String, ExecutableElement> methods(ChainClassContext context) {
    Map<String, ExecutableElement> methods = new LinkedHashMap<>();
    toolMethods(context).forEach(method -> methods.put(method.getSimpleName().toString(), method));
    return methods;
  }

  private static List<ExecutableElement> toolMethods(ChainClassContext context) {
    return ElementFilter.methodsIn(context.chainClass().getEnclosedElements()).stream()
        .filter(method -> FoundAnnotation.find(method, Tool.class.getName()) != null)
        .toList();
  }

  private AgentStep read(FoundAnnotation agent, String name) {
    List<Known> known = known();
    if (known.isEmpty()) {
      report.add(AgentProblems.noTools(agent.position(), member.name(), context.className()));
    }
    ClassName type = ClassName.get(context.chainClass());
    Set<Known> chosen = chosen(agent, known);
    return new AgentStep(
        ClassName.get(type.packageName(), String.join("_", type.simpleNames()) + SUFFIX),
        chosen.stream().map(Known::accessor).toList(),
        chosen.stream().filter(Known::needsApproval).map(Known::method).toList(),
        name,
        positive(agent, "maxTurns", AgentStep.MAX_TURNS),
        positive(agent, "maxParallel", AgentStep.MAX_PARALLEL));
  }

  /** Finds the tools that are named; all if none is. */
  private Set<Known> chosen(FoundAnnotation agent, List<Known> known) {
    Set<Known> chosen = new LinkedHashSet<>();
    for (WrittenName name : WrittenName.in(agent, "tools")) {
      Optional<Known> meant = known.stream().filter(tool -> tool.isCalled(name.name())).findFirst();
      meant.ifPresent(chosen::add);
      if (meant.isEmpty() && !known.isEmpty()) {
        report.add(unknown(name, known));
      }
    }
    if (!agent.gives("tools")) {
      chosen.addAll(known);
    }
    return chosen;
  }

  private Problem unknown(WrittenName name, List<Known> known) {
    List<String> names = known.stream().map(Known::method).distinct().toList();
    return AgentProblems.unknownTool(
        name.position(),
        name.name(),
        context.className(),
        Suggestions.of(name.name(), "The tools", names));
  }

  private int positive(FoundAnnotation agent, String attribute, int otherwise) {
    Number given = agent.number(attribute);
    if (given != null && given.intValue() < 1) {
      report.add(
          AgentProblems.invalidAgent(
              agent.position(attribute),
              member.name(),
              attribute + " is " + given,
              "There is at least 1."));
    }
    return given == null || given.intValue() < 1 ? otherwise : given.intValue();
  }

  private List<Known> known() {
    List<ExecutableElement> methods = toolMethods(context);
    List<String> names = methods.stream().map(each -> each.getSimpleName().toString()).toList();
    List<String> accessors = ToolAccessors.of(names);
    List<Known> known = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      FoundAnnotation tool = FoundAnnotation.find(methods.get(i), Tool.class.getName());
      String given = tool == null ? "" : tool.text("name");
      known.add(
          new Known(
              given.isEmpty() ? names.get(i) : given,
              names.get(i),
              accessors.get(i),
              tool != null && Boolean.TRUE.equals(tool.flag("approval"))));
    }
    return known;
  }
}
