package dev.runnel.processor.analysis.read;

import com.palantir.javapoet.ClassName;
import dev.runnel.annotations.Tool;
import dev.runnel.processor.model.ToolAccessors;
import dev.runnel.processor.types.TypeSystem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/**
 * A class that declares tools, for which a toolbox is generated.
 *
 * @param type the class
 * @param tools its tools, in their order
 */
record ToolClass(TypeElement type, List<Declared> tools) {
  /**
   * One tool.
   *
   * @param name the name by which a model calls it
   * @param method the name of its method
   * @param accessor the name of the method of the toolbox
   * @param annotation what is said of it
   */
  record Declared(String name, String method, String accessor, FoundAnnotation annotation) {
    boolean isCalled(String other) {
      return name.equals(other) || method.equals(other);
    }

    boolean is(String attribute) {
      return Boolean.TRUE.equals(annotation.flag(attribute));
    }

    /** Tells whether it may run again, because it says so, or is tried again in any case. */
    boolean isRepeatable() {
      Number attempts = annotation.number("attempts");
      return is("idempotent") || (attempts != null && attempts.intValue() > 1);
    }
  }

  /** Lists a class that declares tools, and those above it that do; the nearest first. */
  static List<ToolClass> of(TypeSystem types, @Nullable TypeElement type) {
    List<ToolClass> found = new ArrayList<>();
    Set<TypeElement> seen = new LinkedHashSet<>();
    Deque<TypeElement> next = new ArrayDeque<>();
    if (type != null) {
      next.add(type);
    }
    while (!next.isEmpty()) {
      TypeElement at = next.remove();
      if (!seen.add(at)) {
        continue;
      }
      ToolClass declared = declared(at);
      if (!declared.tools.isEmpty()) {
        found.add(declared);
      }
      TypeElement superclass = types.classOf(at.getSuperclass());
      if (superclass != null) {
        next.add(superclass);
      }
      for (TypeMirror each : at.getInterfaces()) {
        TypeElement above = types.classOf(each);
        if (above != null) {
          next.add(above);
        }
      }
    }
    return found;
  }

  private static ToolClass declared(TypeElement type) {
    List<FoundAnnotation> tools = new ArrayList<>();
    for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
      FoundAnnotation tool = FoundAnnotation.find(method, Tool.class.getName());
      if (tool != null) {
        tools.add(tool);
      }
    }
    List<String> methods =
        tools.stream().map(tool -> tool.on().getSimpleName().toString()).toList();
    List<String> accessors = ToolAccessors.of(methods);
    List<Declared> declared = new ArrayList<>();
    for (int i = 0; i < methods.size(); i++) {
      String given = tools.get(i).text("name");
      declared.add(
          new Declared(
              given.isEmpty() ? methods.get(i) : given,
              methods.get(i),
              accessors.get(i),
              tools.get(i)));
    }
    return new ToolClass(type, declared);
  }

  /** Names the generated class that has the tools. */
  ClassName toolbox() {
    ClassName name = ClassName.get(type);
    return ClassName.get(
        name.packageName(), String.join("_", name.simpleNames()) + AgentTools.SUFFIX);
  }
}
