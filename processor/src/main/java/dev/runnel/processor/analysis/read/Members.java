package dev.runnel.processor.analysis.read;

import dev.runnel.processor.types.TypeSystem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/** Lists the methods of a chain class: its own in their order, then those that it inherits. */
public final class Members {
  private final ChainClassContext context;
  private final TypeSystem types;
  private final List<Member> members = new ArrayList<>();

  private Members(ChainClassContext context) {
    this.context = context;
    this.types = context.types();
  }

  /** Lists the methods; of those that override each other, the one that counts. */
  public static List<Member> of(ChainClassContext context) {
    Members members = new Members(context);
    for (TypeElement type : members.supertypes()) {
      for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
        if (members.isMember(method, type)) {
          members.add(method);
        }
      }
    }
    return List.copyOf(members.members);
  }

  /** Lists the chain class, its superclasses but Object, and then all interfaces. */
  private Set<TypeElement> supertypes() {
    Set<TypeElement> all = new LinkedHashSet<>();
    Deque<TypeElement> interfaces = new ArrayDeque<>();
    TypeElement type = context.chainClass();
    while (type != null && !type.equals(types.classOf(types.object()))) {
      all.add(type);
      addInterfaces(type, interfaces);
      type = types.classOf(type.getSuperclass());
    }
    while (!interfaces.isEmpty()) {
      TypeElement next = interfaces.removeFirst();
      if (all.add(next)) {
        addInterfaces(next, interfaces);
      }
    }
    return all;
  }

  private void addInterfaces(TypeElement type, Deque<TypeElement> interfaces) {
    for (TypeMirror implemented : type.getInterfaces()) {
      TypeElement element = types.classOf(implemented);
      if (element != null) {
        interfaces.addLast(element);
      }
    }
  }

  private boolean isMember(ExecutableElement method, TypeElement declaring) {
    if (declaring.equals(context.chainClass())) {
      return true;
    }
    Set<Modifier> modifiers = method.getModifiers();
    if (modifiers.contains(Modifier.PRIVATE)) {
      return false;
    }
    if (declaring.getKind() == ElementKind.INTERFACE) {
      return !modifiers.contains(Modifier.STATIC);
    }
    return modifiers.contains(Modifier.PUBLIC)
        || modifiers.contains(Modifier.PROTECTED)
        || context
            .elements()
            .getPackageOf(declaring)
            .equals(context.elements().getPackageOf(context.chainClass()));
  }

  private void add(ExecutableElement method) {
    ExecutableType type = types.member(method, context.type());
    for (int i = 0; i < members.size(); i++) {
      Member known = members.get(i);
      if (!known.element().getSimpleName().equals(method.getSimpleName())) {
        continue;
      }
      Member merged = merge(known, method, type);
      if (merged != null) {
        members.set(i, merged);
        return;
      }
    }
    members.add(new Member(method, type, List.of()));
  }

  /** Returns the method that overrides the other, or either if they say the same; else null. */
  private @Nullable Member merge(Member known, ExecutableElement method, ExecutableType type) {
    TypeElement chainClass = context.chainClass();
    if (context.elements().overrides(method, known.element(), chainClass)) {
      return new Member(method, type, plus(known.overridden(), known.element()));
    }
    if (context.elements().overrides(known.element(), method, chainClass)
        || (known.isAbstract() && types.sameParameters(known.type(), type))) {
      return new Member(known.element(), known.type(), plus(known.overridden(), method));
    }
    return null;
  }

  private static List<ExecutableElement> plus(
      List<ExecutableElement> methods, ExecutableElement method) {
    List<ExecutableElement> all = new ArrayList<>(methods);
    all.add(method);
    return List.copyOf(all);
  }
}
