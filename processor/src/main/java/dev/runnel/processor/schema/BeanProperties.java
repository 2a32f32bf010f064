package dev.runnel.processor.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.AnnotatedConstruct;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** Reads the properties of classes: their fields, getters and setters, inherited ones first. */
final class BeanProperties {
  private final Types types;
  private final Descriptions descriptions;
  private final SchemaUse use;

  BeanProperties(Types types, Descriptions descriptions, SchemaUse use) {
    this.types = types;
    this.descriptions = descriptions;
    this.use = use;
  }

  /** What a class has under one name. */
  private static final class Parts {
    private @Nullable VariableElement field;
    private @Nullable ExecutableElement getter;
    private @Nullable ExecutableElement setter;

    Annotated annotated() {
      List<AnnotatedConstruct> things = new ArrayList<>();
      if (field != null) {
        things.addAll(List.of(field, field.asType()));
      }
      if (getter != null) {
        things.addAll(List.of(getter, getter.getReturnType()));
      }
      if (setter != null) {
        things.addAll(List.of(setter, setter.getParameters().get(0)));
      }
      return Annotated.of(things.toArray(AnnotatedConstruct[]::new));
    }

    boolean isExplicit() {
      Annotated annotated = annotated();
      return annotated.has(Jackson.PROPERTY)
          || annotated.has(Jackson.SETTER)
          || annotated.has(Jackson.GETTER);
    }

    boolean isRead() {
      boolean isSettable = field != null && !field.getModifiers().contains(Modifier.FINAL);
      return setter != null
          || (isSettable && (getter != null || isPublic(field)))
          || (isExplicit() && isSettable);
    }

    boolean isWritten() {
      return getter != null || (field != null && (isPublic(field) || isExplicit()));
    }

    private static boolean isPublic(@Nullable Element element) {
      return element != null && element.getModifiers().contains(Modifier.PUBLIC);
    }
  }

  List<Property> of(TypeElement element, DeclaredType type) {
    Map<String, Parts> all = new LinkedHashMap<>();
    Set<String> hidden = new LinkedHashSet<>();
    ClassShapes.lineage(types, element).forEach(each -> addFields(each, all, hidden));
    ClassShapes.lineage(types, element).forEach(each -> addMethods(each, all));
    List<Property> properties = new ArrayList<>();
    all.forEach(
        (name, parts) -> {
          boolean counts = use == SchemaUse.READ ? parts.isRead() : parts.isWritten();
          if (counts && !hidden.contains(name)) {
            properties.add(property(name, parts, type));
          }
        });
    return properties;
  }

  private static void addFields(TypeElement element, Map<String, Parts> all, Set<String> hidden) {
    for (VariableElement field : ElementFilter.fieldsIn(element.getEnclosedElements())) {
      Set<Modifier> modifiers = field.getModifiers();
      String name = field.getSimpleName().toString();
      if (modifiers.contains(Modifier.TRANSIENT)) {
        hidden.add(name);
      } else if (!modifiers.contains(Modifier.STATIC)) {
        all.computeIfAbsent(name, none -> new Parts()).field = field;
      }
    }
  }

  private static void addMethods(TypeElement element, Map<String, Parts> all) {
    for (ExecutableElement method : ElementFilter.methodsIn(element.getEnclosedElements())) {
      String name = method.getSimpleName().toString();
      boolean isPublic =
          method.getModifiers().contains(Modifier.PUBLIC)
              && !method.getModifiers().contains(Modifier.STATIC);
      int parameters = method.getParameters().size();
      TypeKind returned = method.getReturnType().getKind();
      if (isPublic && parameters == 1 && name.matches("set[^a-z].*")) {
        all.computeIfAbsent(property(name, 3), none -> new Parts()).setter = method;
      } else if (isPublic
          && parameters == 0
          && name.matches("get[^a-z].*")
          && returned != TypeKind.VOID) {
        all.computeIfAbsent(property(name, 3), none -> new Parts()).getter = method;
      } else if (isPublic
          && parameters == 0
          && name.matches("is[^a-z].*")
          && returned == TypeKind.BOOLEAN) {
        all.computeIfAbsent(property(name, 2), none -> new Parts()).getter = method;
      }
    }
  }

  /** Makes the name of a property from that of a method: all leading capitals become small. */
  private static String property(String method, int prefix) {
    StringBuilder name = new StringBuilder(method.substring(prefix));
    for (int i = 0; i < name.length() && Character.isUpperCase(name.charAt(i)); i++) {
      name.setCharAt(i, Character.toLowerCase(name.charAt(i)));
    }
    return name.toString();
  }

  private Property property(String name, Parts parts, DeclaredType type) {
    VariableElement field = parts.field;
    ExecutableElement getter = parts.getter;
    ExecutableElement setter = parts.setter;
    Element declared = field != null ? field : getter != null ? getter : setter;
    if (declared == null) {
      throw new IllegalStateException("Nothing is declared for " + name);
    }
    TypeMirror seen = types.asMemberOf(type, declared);
    if (seen instanceof ExecutableType method) {
      seen = declared == getter ? method.getReturnType() : method.getParameterTypes().get(0);
    }
    String comment = descriptions.comment(declared);
    if (comment.isEmpty() && getter != null) {
      comment = descriptions.comment(getter);
    }
    return new Property(name, name, seen, parts.annotated(), declared, comment);
  }
}
