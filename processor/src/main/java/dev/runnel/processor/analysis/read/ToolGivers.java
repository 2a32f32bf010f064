package dev.runnel.processor.analysis.read;

import dev.runnel.annotations.Agent;
import dev.runnel.annotations.Tool;
import dev.runnel.processor.types.TypeNames;
import dev.runnel.processor.types.TypeSystem;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.TypeMirror;

/** Methods of a chain class that return tools, by which an agent of the class names them. */
public final class ToolGivers {
  private ToolGivers() {}

  /** Lists those that an agent of the class names. */
  public static Set<Member> named(ChainClassContext context, List<Member> members) {
    Set<Member> named = new LinkedHashSet<>();
    for (Member member : members) {
      FoundAnnotation agent = member.annotation(Agent.class);
      if (agent != null) {
        List<String> names = agent.texts("tools");
        members.stream()
            .filter(each -> isNamed(each, names) && mayGive(context.types(), each))
            .forEach(named::add);
      }
    }
    return named;
  }

  private static boolean isNamed(Member member, List<String> names) {
    return names.stream()
        .anyMatch(name -> name.equals(member.name()) || name.startsWith(picked(member, "")));
  }

  /** Returns the name of one tool of what a method returns. */
  static String picked(Member giver, String tool) {
    return giver.name() + "." + tool;
  }

  /** Returns the names of all tools of what a method returns. */
  static List<String> picked(TypeSystem types, Member giver) {
    return boxed(types, giver.type().getReturnType()).stream()
        .flatMap(boxed -> boxed.tools().stream())
        .map(tool -> picked(giver, tool.method()))
        .distinct()
        .toList();
  }

  /** Tells whether a method returns tools. */
  public static boolean mayGive(TypeSystem types, Member member) {
    return member.type().getParameterTypes().isEmpty()
        && !member.isAnnotated(Tool.class)
        && !StepReader.isStep(member)
        && !ChainReader.isChain(member)
        && !member.has(Modifier.PRIVATE)
        && !member.has(Modifier.STATIC)
        && (isTools(types, member.type().getReturnType())
            || !boxed(types, member.type().getReturnType()).isEmpty());
  }

  /** Tells whether a type is a tool, or a collection of tools. */
  static boolean isTools(TypeSystem types, TypeMirror type) {
    return types.isA(type, TypeNames.TOOL)
        || (types.isA(type, TypeNames.COLLECTION)
            && types.elementOf(type).filter(each -> types.isA(each, TypeNames.TOOL)).isPresent());
  }

  /** Lists the classes whose tools an object has. */
  static List<ToolClass> boxed(TypeSystem types, TypeMirror type) {
    return ToolClass.of(types, types.classOf(type));
  }
}
