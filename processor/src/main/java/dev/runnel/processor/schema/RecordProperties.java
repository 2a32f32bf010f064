package dev.runnel.processor.schema;

import java.util.ArrayList;
import java.util.List;
import javax.lang.model.AnnotatedConstruct;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Types;

/**
 * Reads the components of records. Their annotations are on all that the compiler makes of them.
 */
final class RecordProperties {
  private final Types types;
  private final Descriptions descriptions;

  RecordProperties(Types types, Descriptions descriptions) {
    this.types = types;
    this.descriptions = descriptions;
  }

  List<Property> of(TypeElement element, DeclaredType type) {
    List<Property> properties = new ArrayList<>();
    for (RecordComponentElement component : element.getRecordComponents()) {
      String name = component.getSimpleName().toString();
      List<AnnotatedConstruct> things = new ArrayList<>(List.of(component, component.asType()));
      ExecutableElement accessor = component.getAccessor();
      if (accessor != null) {
        things.add(accessor);
        things.add(accessor.getReturnType());
      }
      Element declared = field(element, name);
      things.add(declared);
      parameters(element, name).forEach(things::add);
      properties.add(
          new Property(
              name,
              name,
              seen(component, type),
              Annotated.of(things.toArray(AnnotatedConstruct[]::new)),
              declared,
              descriptions.parameter(element, name)));
    }
    return properties;
  }

  /** The field of a component: javac knows no place of the component itself. */
  private static Element field(TypeElement element, String name) {
    return ElementFilter.fieldsIn(element.getEnclosedElements()).stream()
        .filter(field -> field.getSimpleName().contentEquals(name))
        .findFirst()
        .orElseThrow();
  }

  private TypeMirror seen(RecordComponentElement component, DeclaredType type) {
    ExecutableElement accessor = component.getAccessor();
    return type.getTypeArguments().isEmpty() || accessor == null
        ? component.asType()
        : ((ExecutableType) types.asMemberOf(type, accessor)).getReturnType();
  }

  /** An explicit canonical constructor may have annotations of its own. */
  private static List<? extends Element> parameters(TypeElement element, String name) {
    int components = element.getRecordComponents().size();
    return element.getEnclosedElements().stream()
        .filter(each -> each.getKind() == ElementKind.CONSTRUCTOR)
        .map(ExecutableElement.class::cast)
        .filter(constructor -> constructor.getParameters().size() == components)
        .flatMap(constructor -> constructor.getParameters().stream())
        .filter(parameter -> parameter.getSimpleName().contentEquals(name))
        .toList();
  }
}
