package dev.runnel.processor.schema;

import dev.runnel.processor.diagnostic.Position;
import dev.runnel.processor.diagnostic.Problem;
import dev.runnel.processor.diagnostic.Result;
import dev.runnel.processor.diagnostic.SchemaProblems;
import dev.runnel.processor.schema.Annotated.Found;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Types;

/**
 * Finds how Jackson reads records and classes: by a creator, by components, by fields and setters.
 */
final class ClassShapes {
  private final Types types;
  private final Descriptions descriptions;
  private final SchemaUse use;
  private final RecordProperties records;
  private final BeanProperties beans;

  ClassShapes(Types types, Descriptions descriptions, SchemaUse use) {
    this.types = types;
    this.descriptions = descriptions;
    this.use = use;
    this.records = new RecordProperties(types, descriptions);
    this.beans = new BeanProperties(types, descriptions, use);
  }

  Result<ClassShape> of(DeclaredType type) {
    TypeElement element = (TypeElement) type.asElement();
    Optional<ExecutableElement> creator = creator(element);
    Optional<? extends Element> value =
        element.getEnclosedElements().stream()
            .filter(each -> Annotated.of(each).has(Jackson.VALUE))
            .findFirst();
    if (use == SchemaUse.WRITE) {
      return value.isPresent()
          ? Result.ok(ClassShape.readAs(typeOf(value.get(), type)))
          : Result.ok(ClassShape.of(properties(element, type)));
    }
    if (creator.isPresent()) {
      return ofCreator(element, type, creator.get());
    }
    if (value.isPresent()) {
      return ofValue(element, type, value.get());
    }
    if (element.getKind() == ElementKind.RECORD) {
      return Result.ok(ClassShape.of(records.of(element, type)));
    }
    return ofBean(element, type);
  }

  private List<Property> properties(TypeElement element, DeclaredType type) {
    List<Property> properties = new ArrayList<>();
    if (element.getKind() == ElementKind.RECORD) {
      properties.addAll(records.of(element, type));
    }
    beans.of(element, type).stream()
        .filter(bean -> properties.stream().noneMatch(each -> each.name().equals(bean.name())))
        .forEach(properties::add);
    return properties;
  }

  private Result<ClassShape> ofBean(TypeElement element, DeclaredType type) {
    boolean isInner =
        element.getNestingKind().isNested() && !element.getModifiers().contains(Modifier.STATIC);
    boolean isMakeable =
        ElementFilter.constructorsIn(element.getEnclosedElements()).stream()
            .anyMatch(constructor -> constructor.getParameters().isEmpty());
    if (isInner || !isMakeable) {
      String why = isInner ? "it is an inner class" : "it has no constructor without parameters";
      return Result.rejected(
          SchemaProblems.noSchema(
              Position.of(element),
              element.getSimpleName().toString(),
              why + ", so that Jackson cannot make one",
              "Make it a record"
                  + (isInner ? ", or static." : ", or annotate a constructor with @JsonCreator.")));
    }
    return Result.ok(ClassShape.of(beans.of(element, type)));
  }

  private static Optional<ExecutableElement> creator(TypeElement element) {
    return element.getEnclosedElements().stream()
        .filter(
            each ->
                each.getKind() == ElementKind.METHOD || each.getKind() == ElementKind.CONSTRUCTOR)
        .filter(ClassShapes::isCreator)
        .map(ExecutableElement.class::cast)
        .findFirst();
  }

  private static boolean isCreator(Element element) {
    Found creator = Annotated.of(element).find(Jackson.CREATOR);
    return creator != null && !creator.constant("mode").equals("DISABLED");
  }

  private Result<ClassShape> ofCreator(
      TypeElement element, DeclaredType type, ExecutableElement creator) {
    Found annotation = Annotated.of(creator).find(Jackson.CREATOR);
    String mode = annotation == null ? "" : annotation.constant("mode");
    List<? extends VariableElement> parameters = creator.getParameters();
    boolean isCanonical =
        element.getKind() == ElementKind.RECORD && creator.getKind() == ElementKind.CONSTRUCTOR;
    if (mode.equals("DELEGATING") && parameters.size() == 1) {
      return Result.ok(ClassShape.readAs(parameterType(creator, type, 0)));
    }
    if (isCanonical && isOfComponents(element, parameters)) {
      return Result.ok(ClassShape.of(records.of(element, type)));
    }
    List<Property> properties = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      VariableElement parameter = parameters.get(i);
      Annotated annotated = Annotated.of(parameter, parameter.asType());
      String name = Jackson.explicitName(annotated, SchemaUse.READ);
      if (name.isEmpty()) {
        return Result.rejected(nameless(element, parameter, parameters.size() == 1));
      }
      String comment = descriptions.parameter(creator, parameter.getSimpleName().toString());
      properties.add(
          new Property(name, name, parameterType(creator, type, i), annotated, parameter, comment));
    }
    if (element.getKind() != ElementKind.RECORD) {
      beans.of(element, type).stream()
          .filter(bean -> properties.stream().noneMatch(each -> each.json().equals(bean.json())))
          .forEach(properties::add);
    }
    return Result.ok(ClassShape.of(properties));
  }

  private static boolean isOfComponents(
      TypeElement element, List<? extends VariableElement> parameters) {
    return element.getRecordComponents().stream()
        .map(component -> component.getSimpleName().toString())
        .toList()
        .equals(parameters.stream().map(each -> each.getSimpleName().toString()).toList());
  }

  private static Problem nameless(TypeElement element, VariableElement parameter, boolean isOnly) {
    return SchemaProblems.unknownJson(
        Position.of(parameter),
        element.getSimpleName().toString(),
        "parameter '" + parameter.getSimpleName() + "' of its @JsonCreator has no name in JSON",
        "Annotate it with @JsonProperty"
            + (isOnly ? ", or say @JsonCreator(mode = DELEGATING)." : "."));
  }

  /** Jackson reads a record of one component as the value that it is written as. */
  private Result<ClassShape> ofValue(TypeElement element, DeclaredType type, Element value) {
    boolean isOnlyComponent =
        element.getRecordComponents().size() == 1
            && element.getRecordComponents().get(0).getSimpleName().equals(value.getSimpleName());
    if (isOnlyComponent) {
      return Result.ok(ClassShape.readAs(typeOf(value, type)));
    }
    return Result.rejected(
        SchemaProblems.unknownJson(
            Position.of(value),
            element.getSimpleName().toString(),
            "it is written as what '" + value.getSimpleName() + "' gives, by @JsonValue",
            "Annotate what makes one of that with @JsonCreator(mode = DELEGATING), or remove"
                + " @JsonValue."));
  }

  private TypeMirror typeOf(Element member, DeclaredType type) {
    TypeMirror seen = types.asMemberOf(type, member);
    return seen instanceof ExecutableType method ? method.getReturnType() : seen;
  }

  private TypeMirror parameterType(ExecutableElement creator, DeclaredType type, int index) {
    if (creator.getKind() == ElementKind.METHOD) {
      return creator.getParameters().get(index).asType();
    }
    return ((ExecutableType) types.asMemberOf(type, creator)).getParameterTypes().get(index);
  }

  /** Lists a class and those that it inherits fields from, the uppermost first. */
  static Stream<TypeElement> lineage(Types types, TypeElement element) {
    Element above = types.asElement(element.getSuperclass());
    return above instanceof TypeElement parent
            && !parent.getQualifiedName().contentEquals("java.lang.Object")
            && !parent.getQualifiedName().contentEquals("java.lang.Record")
        ? Stream.concat(lineage(types, parent), Stream.of(element))
        : Stream.of(element);
  }
}
