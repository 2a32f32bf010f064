package dev.runnel.processor.generate;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import com.palantir.javapoet.WildcardTypeName;
import dev.runnel.processor.model.Chain;
import dev.runnel.processor.model.ChainClass;
import dev.runnel.processor.model.Guard;
import dev.runnel.processor.model.MethodParameter;
import dev.runnel.processor.model.MethodSignature;
import dev.runnel.processor.model.PublisherFactory;
import dev.runnel.processor.model.Step;
import dev.runnel.processor.model.StepParameter;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the names that types are called by in a generated class: their simple names, and the first
 * names of their packages.
 */
final class MentionedNames {
  private MentionedNames() {}

  static void addAll(ChainClass model, Set<String> names) {
    Api.types().forEach(type -> add(type, names));
    add(model.className(), names);
    model.typeVariables().forEach(variable -> names.add(variable.name()));
    model.constructors().forEach(each -> addParameters(each.parameters(), names));
    model.components().forEach(component -> add(component.method(), names));
    model.prompts().forEach(prompt -> add(prompt.method(), names));
    for (Chain chain : model.chains()) {
      add(chain.method(), names);
      add(chain.inputType(), names);
      add(chain.chunkType(), names);
      add(chain.wholeType(), names);
      add(chain.publisherFactory(), names);
      chain.steps().forEach(step -> add(step, names));
      add(chain.guard(), names);
    }
  }

  private static void add(MethodSignature method, Set<String> names) {
    add(method.declaringClass(), names);
    add(method.returnType(), names);
    addParameters(method.parameters(), names);
  }

  private static void addParameters(List<MethodParameter> parameters, Set<String> names) {
    parameters.forEach(parameter -> add(parameter.type(), names));
  }

  private static void add(@Nullable PublisherFactory factory, Set<String> names) {
    if (factory != null) {
      add(factory.type(), names);
    }
  }

  private static void add(Step step, Set<String> names) {
    add(step.method(), names);
    add(step.chunkType(), names);
    for (StepParameter parameter : step.parameters()) {
      add(parameter.type(), names);
      add(parameter.elementType(), names);
      add(parameter.publisherFactory(), names);
    }
    if (step.answer() != null) {
      add(step.answer().type(), names);
    }
    add(step.guard(), names);
  }

  private static void add(@Nullable Guard guard, Set<String> names) {
    if (guard == null) {
      return;
    }
    guard.fallbacks().forEach(step -> add(step, names));
    if (guard.retries() != null) {
      guard.retries().on().forEach(error -> add(error, names));
      guard.retries().notOn().forEach(error -> add(error, names));
    }
  }

  private static void add(TypeName type, Set<String> names) {
    if (type instanceof ClassName name) {
      names.addAll(name.simpleNames());
      String packageName = name.packageName();
      int dot = packageName.indexOf('.');
      names.add(dot < 0 ? packageName : packageName.substring(0, dot));
    } else if (type instanceof ParameterizedTypeName parameterized) {
      add(parameterized.rawType(), names);
      parameterized.typeArguments().forEach(argument -> add(argument, names));
    } else if (type instanceof ArrayTypeName array) {
      add(array.componentType(), names);
    } else if (type instanceof WildcardTypeName wildcard) {
      wildcard.upperBounds().forEach(bound -> add(bound, names));
      wildcard.lowerBounds().forEach(bound -> add(bound, names));
    } else if (type instanceof TypeVariableName variable) {
      names.add(variable.name());
    }
  }
}
