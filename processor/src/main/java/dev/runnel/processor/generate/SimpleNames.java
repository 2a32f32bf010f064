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
import dev.runnel.processor.model.Step;
import dev.runnel.processor.model.StepParameter;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the simple names of the types that a chain class speaks of. */
final class SimpleNames {
  private SimpleNames() {}

  static void addAll(ChainClass model, Set<String> names) {
    model.typeVariables().forEach(variable -> names.add(variable.name()));
    for (Chain chain : model.chains()) {
      add(chain.inputType(), names);
      add(chain.chunkType(), names);
      add(chain.wholeType(), names);
      chain.steps().forEach(step -> add(step, names));
      add(chain.guard(), names);
    }
  }

  private static void add(Step step, Set<String> names) {
    add(step.chunkType(), names);
    for (StepParameter parameter : step.parameters()) {
      add(parameter.type(), names);
      add(parameter.elementType(), names);
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
