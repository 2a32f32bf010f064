package dev.runnel.processor.analysis.read;

import dev.runnel.processor.diagnostic.AgentProblems;
import dev.runnel.processor.diagnostic.Problem;
import dev.runnel.processor.diagnostic.Report;
import dev.runnel.processor.diagnostic.Suggestions;
import dev.runnel.processor.diagnostic.ToolProblems;
import dev.runnel.processor.model.AgentStep;
import dev.runnel.processor.model.AgentTool;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the tools that an agent names, and reports names that are none. */
public final class AgentTools {
  /** What the name of the class ends with that has the tools. */
  public static final String SUFFIX = "Toolbox";

  private final ChainClassContext context;
  private final Member member;
  private final FoundAnnotation agent;
  private final Report report;
  private final List<Member> givers;

  /** The tools of the class and of those above it. */
  private final Map<ToolClass.Declared, AgentTool> own = new LinkedHashMap<>();

  /** What is known of the tools that were found. */
  private final List<ToolClass.Declared> known = new ArrayList<>();

  private final Set<AgentTool> found = new LinkedHashSet<>();
  private final List<String> unknown = new ArrayList<>();

  AgentTools(ChainClassContext context, Member member, FoundAnnotation agent, Report report) {
    this.context = context;
    this.member = member;
    this.agent = agent;
    this.report = report;
    this.givers =
        Members.of(context).stream()
            .filter(each -> ToolGivers.mayGive(context.types(), each))
            .toList();
    Set<String> names = new HashSet<>();
    for (ToolClass declaring : ToolClass.of(context.types(), context.chainClass())) {
      for (ToolClass.Declared tool : declaring.tools()) {
        boolean isOwn = declaring.type().equals(context.chainClass());
        if (names.add(tool.name()) || isOwn) {
          own.put(tool, new AgentTool.Own(declaring.toolbox(), tool.accessor()));
        }
      }
    }
  }

  /** Finds the tools. */
  AgentTools find() {
    for (WrittenName name : WrittenName.in(agent, "tools")) {
      if (!add(name.name())) {
        report.add(own.isEmpty() && givers.isEmpty() ? noTools() : unknown("tools", name));
      }
    }
    if (!agent.gives("tools")) {
      own.forEach(this::add);
      if (own.isEmpty()) {
        report.add(noTools());
      }
    }
    checkNames();
    return this;
  }

  private boolean add(String name) {
    for (Map.Entry<ToolClass.Declared, AgentTool> tool : own.entrySet()) {
      if (tool.getKey().isCalled(name)) {
        add(tool.getKey(), tool.getValue());
        return true;
      }
    }
    Optional<Member> giver = givers.stream().filter(each -> each.name().equals(name)).findFirst();
    giver.ifPresent(this::addGiven);
    return giver.isPresent() || addPicked(name);
  }

  private boolean addPicked(String name) {
    for (Member giver : givers) {
      for (ToolClass boxed : ToolGivers.boxed(context.types(), giver.type().getReturnType())) {
        for (ToolClass.Declared tool : boxed.tools()) {
          if (name.equals(ToolGivers.picked(giver, tool.method()))
              || name.equals(ToolGivers.picked(giver, tool.name()))) {
            add(tool, new AgentTool.Picked(boxed.toolbox(), giver.name(), tool.accessor()));
            return true;
          }
        }
      }
    }
    return false;
  }

  private void add(ToolClass.Declared tool, AgentTool source) {
    if (found.add(source)) {
      known.add(tool);
    }
  }

  private void addGiven(Member giver) {
    if (ToolGivers.isTools(context.types(), giver.type().getReturnType())) {
      if (found.add(new AgentTool.Given(giver.name()))) {
        unknown.add(giver.name());
      }
      return;
    }
    for (ToolClass boxed : ToolGivers.boxed(context.types(), giver.type().getReturnType())) {
      if (found.add(new AgentTool.Boxed(boxed.toolbox(), giver.name()))) {
        known.addAll(boxed.tools());
      }
    }
  }

  private void checkNames() {
    Set<String> names = new HashSet<>();
    for (ToolClass.Declared tool : known) {
      if (!names.add(tool.name())) {
        report.add(
            ToolProblems.sameToolName(
                agent.position("tools"), "Agent '" + member.name() + "'", tool.name()));
      }
    }
  }

  private Problem noTools() {
    return AgentProblems.noTools(agent.position(), member.name(), context.className());
  }

  private Problem unknown(String attribute, WrittenName name) {
    List<String> names =
        attribute.equals("tools")
            ? Stream.concat(
                    own.keySet().stream().map(ToolClass.Declared::method),
                    givers.stream().flatMap(this::names))
                .distinct()
                .toList()
            : known.stream().map(ToolClass.Declared::method).distinct().toList();
    return AgentProblems.unknownTool(
        name.position(),
        name.name(),
        attribute.equals("tools") ? context.className() : "agent '" + member.name() + "'",
        Suggestions.of(name.name(), "The tools", names));
  }

  private Stream<String> names(Member giver) {
    return Stream.concat(
        Stream.of(giver.name()), ToolGivers.picked(context.types(), giver).stream());
  }

  /** Returns the name of the tool that is to be called first; null for none. */
  Optional<String> first() {
    for (WrittenName name : WrittenName.in(agent, "firstTool")) {
      if (name.name().equals(AgentStep.ANY_TOOL)) {
        return Optional.of(name.name());
      }
      Optional<String> tool =
          known.stream()
              .filter(each -> each.isCalled(name.name()))
              .map(ToolClass.Declared::name)
              .findFirst();
      if (tool.isPresent() || !unknown.isEmpty()) {
        return tool.or(() -> Optional.of(name.name()));
      }
      if (!known.isEmpty() && !name.name().isEmpty()) {
        report.add(unknown("firstTool", name));
      }
    }
    return Optional.empty();
  }

  /** Returns where the tools come from. */
  List<AgentTool> tools() {
    return List.copyOf(found);
  }

  /** Returns the methods of those tools whose annotation says yes to something. */
  List<String> that(String attribute) {
    return known.stream()
        .filter(each -> each.is(attribute))
        .map(ToolClass.Declared::method)
        .toList();
  }

  /** Returns the methods that give tools of which nobody says that they may run again. */
  List<String> unrepeatable() {
    return Stream.concat(
            known.stream().filter(each -> !each.isRepeatable()).map(ToolClass.Declared::method),
            unknown.stream())
        .toList();
  }
}
