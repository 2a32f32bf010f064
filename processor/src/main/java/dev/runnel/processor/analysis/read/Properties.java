package dev.runnel.processor.analysis.read;

import dev.runnel.processor.types.Nullness;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.util.ElementFilter;

/** Finds what a placeholder can read of a value: components of records, and getters. */
public final class Properties {
  /**
   * Something that can be read.
   *
   * @param accessor the call, such as {@code name()} or {@code getName()}
   * @param type what it returns
   * @param nullable whether that may be null
   */
  record Property(String accessor, TypeMirror type, boolean nullable) {}

  private final ChainClassContext context;

  /**
   * Looks with the eyes of a chain class.
   *
   * @param context the chain class
   */
  public Properties(ChainClassContext context) {
    this.context = context;
  }

  Optional<Property> find(TypeMirror type, String name) {
    return Optional.ofNullable(all(type).get(name));
  }

  /**
   * Returns the type of something that can be read.
   *
   * @param type the value's type
   * @param name the name of a component, or of a getter's property
   * @return empty if there is none
   */
  public Optional<TypeMirror> type(TypeMirror type, String name) {
    return find(type, name).map(Property::type);
  }

  /**
   * Lists what can be read of a value.
   *
   * @param type the value's type
   * @return the names
   */
  public List<String> names(TypeMirror type) {
    return List.copyOf(all(type).keySet());
  }

  /** Lists a record's components in their order, then getters by their names. */
  private Map<String, Property> all(TypeMirror type) {
    Map<String, Property> found = new LinkedHashMap<>();
    TypeMirror bound =
        type.getKind() == TypeKind.TYPEVAR ? ((TypeVariable) type).getUpperBound() : type;
    TypeElement element = context.types().classOf(bound);
    if (element == null || !(bound instanceof DeclaredType declared)) {
      return found;
    }
    Map<String, ExecutableElement> getters = new TreeMap<>();
    for (RecordComponentElement component : element.getRecordComponents()) {
      found.put(component.getSimpleName().toString(), property(component.getAccessor(), declared));
    }
    List<? extends Element> members = context.elements().getAllMembers(element);
    for (ExecutableElement method : ElementFilter.methodsIn(members)) {
      String name = getter(method);
      if (!name.isEmpty() && isReadable(method)) {
        getters.putIfAbsent(name, method);
      }
    }
    getters.forEach((name, getter) -> found.putIfAbsent(name, property(getter, declared)));
    return found;
  }

  private Property property(ExecutableElement method, DeclaredType type) {
    return new Property(
        method.getSimpleName() + "()",
        context.types().member(method, type).getReturnType(),
        Nullness.mayReturnNull(method));
  }

  private boolean isReadable(ExecutableElement method) {
    boolean samePackage =
        context
            .elements()
            .getPackageOf(method)
            .equals(context.elements().getPackageOf(context.chainClass()));
    return method.getParameters().isEmpty()
        && method.getReturnType().getKind() != TypeKind.VOID
        && !method.getModifiers().contains(Modifier.STATIC)
        && !method.getModifiers().contains(Modifier.PRIVATE)
        && (samePackage || method.getModifiers().contains(Modifier.PUBLIC))
        && !method.getSimpleName().contentEquals("getClass");
  }

  private static String getter(ExecutableElement method) {
    String name = method.getSimpleName().toString();
    if (isGetter(name, "get")) {
      return decapitalized(name.substring(3));
    }
    boolean flag = method.getReturnType().getKind() == TypeKind.BOOLEAN;
    return flag && isGetter(name, "is") ? decapitalized(name.substring(2)) : "";
  }

  private static boolean isGetter(String name, String prefix) {
    return name.length() > prefix.length()
        && name.startsWith(prefix)
        && Character.isUpperCase(name.charAt(prefix.length()));
  }

  private static String decapitalized(String name) {
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }
}
