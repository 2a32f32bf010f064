package dev.runnel.processor.generate;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import com.palantir.javapoet.WildcardTypeName;
import dev.runnel.processor.model.Chain;
import dev.runnel.processor.model.ChainClass;
import dev.runnel.processor.model.Step;
import dev.runnel.processor.model.StepParameter;
import java.util.Set;

/** Finds the simple names of the types that a chain class speaks of. */
final class SimpleNames {
  private SimpleNames() {}

  static void addAll(ChainClass model, Set<String> names) {
    model.typeVariables().forEach(variable -> names.add(variable.name()));
    for (Chain chain : model.chains()) {
      add(chain.inputType(), names);
      add(chain.chunkType(), names);
      add(chain.wholeType(), names);
      for (Step step : chain.steps()) {
        add(step.chunkType(), names);
        for (StepParameter parameter : step.parameters()) {
          add(parameter.type(), names);
          add(parameter.elementType(), names);
        }
      }
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
