package dev.runnel.processor.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import dev.runnel.processor.model.ChainClass;
import dev.runnel.processor.model.Component;
import dev.runnel.processor.model.ConstructorSignature;
import dev.runnel.processor.model.MethodParameter;
import dev.runnel.processor.model.SourceText;
import dev.runnel.processor.model.Visibility;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** Writes the components of a generated class: its constructors, and what holds each of them. */
final class ComponentWriter {
  private final ChainClass model;
  private final Names file;
  private final Map<Component, String> given = new LinkedHashMap<>();
  private final Map<Component, String> made = new LinkedHashMap<>();
  private final Map<Component, String> agents = new LinkedHashMap<>();
  private final AgentWriter agentWriter;

  ComponentWriter(ChainClass model, Names file, Names fields) {
    this.model = model;
    this.file = file;
    this.agentWriter = new AgentWriter(model);
    for (Component component : model.components()) {
      String name = component.method().name();
      if (component.origin() == Component.Origin.CONSTRUCTOR) {
        given.put(component, fields.fresh(name));
      } else if (isHeld(component)) {
        made.put(component, fields.fresh(name));
      }
    }
    for (Component component : model.components()) {
      if (component.agent() != null) {
        agents.put(component, fields.fresh(component.method().name() + "Agent"));
      }
    }
  }

  private static boolean isHeld(Component component) {
    return component.origin() == Component.Origin.MADE_ONCE
        && component.method().parameters().isEmpty();
  }

  List<FieldSpec> fields() {
    List<FieldSpec> fields = new ArrayList<>();
    given.forEach(
        (component, name) ->
            fields.add(
                FieldSpec.builder(component.method().returnType(), name)
                    .addModifiers(Modifier.PRIVATE, Modifier.FINAL)
                    .build()));
    made.forEach((component, name) -> fields.add(lazy(component, name)));
    agents.forEach((component, name) -> fields.add(agentWriter.field(name)));
    return fields;
  }

  private static FieldSpec lazy(Component component, String name) {
    TypeName type = Api.of(Api.LAZY, component.method().returnType());
    return FieldSpec.builder(type, name, Modifier.PRIVATE, Modifier.FINAL)
        .initializer("new $T<>()", Api.LAZY)
        .build();
  }

  private CodeBlock making(Component component) {
    return model.isInterface()
        ? CodeBlock.of("$T.super::$L", model.className(), component.method().name())
        : CodeBlock.of("super::$L", component.method().name());
  }

  /** Writes how a component lets its memory, if it has one, ask what asks the component. */
  CodeBlock remembering(String steps, String method, CodeBlock context, CodeBlock asking) {
    return memory(method)
        .map(memory -> CodeBlock.of("$L.over($L)", access(steps, memory, context), asking))
        .orElse(asking);
  }

  private Optional<String> memory(String method) {
    return model.components().stream()
        .filter(component -> component.method().name().equals(method))
        .flatMap(component -> Stream.ofNullable(component.memory()))
        .findFirst();
  }

  /** Writes how a component of some steps is asked for, by the name of its method. */
  CodeBlock access(String steps, String method, CodeBlock context) {
    for (Map.Entry<Component, String> agent : agents.entrySet()) {
      if (agent.getKey().method().name().equals(method)) {
        return AgentWriter.access(steps, agent.getValue());
      }
    }
    for (Map.Entry<Component, String> entry : made.entrySet()) {
      Component component = entry.getKey();
      if (!component.overridable() && component.method().name().equals(method)) {
        return CodeBlock.of("$L.$L.get(() -> $L.$L())", steps, entry.getValue(), steps, method);
      }
    }
    boolean takesContext =
        model.components().stream()
            .map(Component::method)
            .anyMatch(known -> known.name().equals(method) && !known.parameters().isEmpty());
    return CodeBlock.of("$L.$L($L)", steps, method, takesContext ? context : CodeBlock.of(""));
  }

  /** Tells whether a component, or its memory, is made by a method of the author's. */
  boolean isMade(String method) {
    return isMadeItself(method) || memory(method).filter(this::isMadeItself).isPresent();
  }

  private boolean isMadeItself(String method) {
    return model.components().stream()
        .filter(component -> component.origin() != Component.Origin.CONSTRUCTOR)
        .anyMatch(component -> component.method().name().equals(method));
  }

  List<MethodSpec> methods() {
    List<MethodSpec> methods = new ArrayList<>();
    given.forEach(
        (component, name) ->
            methods.add(
                Members.overriding(component.method()).addStatement("return $N", name).build()));
    made.forEach(
        (component, name) -> {
          if (component.overridable()) {
            methods.add(
                Members.overriding(component.method())
                    .addStatement("return $N.get($L)", name, making(component))
                    .build());
          }
        });
    agents.forEach((component, name) -> methods.add(agentWriter.method(component, name)));
    return methods;
  }

  // ---- constructors

  List<MethodSpec> constructors() {
    return model.constructors().stream().map(this::constructor).toList();
  }

  private MethodSpec constructor(ConstructorSignature signature) {
    MethodSpec.Builder constructor =
        MethodSpec.constructorBuilder()
            .addModifiers(Members.modifiers(visibility(signature)))
            .addAnnotations(signature.annotations())
            .addTypeVariables(signature.typeVariables())
            .addExceptions(signature.thrown());
    Names names = file.within();
    List<String> passed = new ArrayList<>();
    constructor.addJavadoc("Makes the chains of {@link $T}.\n", model.className());
    for (MethodParameter parameter : signature.parameters()) {
      MethodParameter taken = parameter.named(names.fresh(parameter.name()));
      constructor.addParameter(Members.parameter(taken));
      passed.add(taken.name());
    }
    if (signature.varargs() && given.isEmpty()) {
      constructor.varargs(true);
    }
    if (!passed.isEmpty()) {
      constructor.addStatement(
          "super($L)",
          StepCalls.list(passed.stream().map(name -> CodeBlock.of("$N", name)).toList()));
    }
    if (!given.isEmpty() || !passed.isEmpty()) {
      constructor.addJavadoc("\n");
    }
    for (String name : passed) {
      constructor.addJavadoc("@param $L as {@link $T} takes it\n", name, model.className());
    }
    given.forEach(
        (component, field) ->
            addComponent(constructor, component, field, names.fresh(component.method().name())));
    return constructor.build();
  }

  private void addComponent(
      MethodSpec.Builder constructor, Component component, String field, String name) {
    constructor.addJavadoc(
        "@param $L what {@code $L()} returns\n", name, component.method().name());
    constructor.addParameter(
        ParameterSpec.builder(component.method().returnType(), name)
            .addAnnotations(component.annotations())
            .build());
    constructor.addStatement(
        "this.$N =$W$T.present($N,$W$L,$W$T.class)",
        field,
        Api.COMPONENTS,
        name,
        SourceText.literal(component.method().name()),
        ClassName.get(model.packageName(), model.generatedName()));
  }

  /** An abstract class's constructor is protected by custom; the generated class can be made. */
  private Visibility visibility(ConstructorSignature signature) {
    return signature.visibility() == Visibility.PACKAGE ? Visibility.PACKAGE : model.visibility();
  }
}
