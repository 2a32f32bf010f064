package dev.runnel.processor.analysis.read;

import dev.runnel.processor.types.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The names that an agent of a class can use, for editors. */
public final class AgentNames {
  private AgentNames() {}

  /**
   * Lists the names by which a model calls the tools of a class, where their methods have others.
   *
   * @param context the chain class
   * @return the method of each
   */
  public static Map<String, String> ofModel(ChainClassContext context) {
    Map<String, String> names = new LinkedHashMap<>();
    for (ToolClass declaring : ToolClass.of(context.types(), context.chainClass())) {
      declaring.tools().stream()
          .filter(tool -> !tool.name().equals(tool.method()))
          .filter(tool -> ToolMethodReader.isName(tool.name()))
          .forEach(tool -> names.putIfAbsent(tool.name(), tool.method()));
    }
    return names;
  }

  /**
   * Lists the names that an attribute of {@code @Agent} can use.
   *
   * @param context the chain class
   * @param attribute the attribute
   * @return what each name stands for, in the order of their declaration; empty for an attribute
   *     that names nothing
   */
  public static Map<String, String> of(ChainClassContext context, String attribute) {
    Map<String, String> names = new LinkedHashMap<>();
    List<Member> members = Members.of(context);
    if (attribute.equals("beforeTurn")) {
      members.stream()
          .filter(member -> AgentReader.mayPrepareTurns(context, member))
          .forEach(member -> names.put(member.name(), "Turn -> Turn"));
    }
    if (attribute.equals("tools") || attribute.equals("firstTool")) {
      for (ToolClass declaring : ToolClass.of(context.types(), context.chainClass())) {
        declaring.tools().forEach(tool -> names.putIfAbsent(tool.method(), "tool " + tool.name()));
      }
    }
    if (attribute.equals("tools")) {
      members.stream()
          .filter(member -> ToolGivers.mayGive(context.types(), member))
          .forEach(
              member -> {
                names.putIfAbsent(member.name(), Words.of(member.type().getReturnType()));
                ToolGivers.picked(context.types(), member)
                    .forEach(picked -> names.putIfAbsent(picked, "tool"));
              });
    }
    return names;
  }
}
