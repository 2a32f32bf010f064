package dev.runnel.processor.generate;

import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import dev.runnel.processor.model.MethodParameter;
import dev.runnel.processor.model.MethodSignature;
import dev.runnel.processor.model.Visibility;
import javax.lang.model.element.Modifier;

/** Writes the heads of members. */
final class Members {
  private Members() {}

  /** Starts a method that overrides another; it declares no exception, since it throws none. */
  static MethodSpec.Builder overriding(MethodSignature method) {
    MethodSpec.Builder builder =
        MethodSpec.methodBuilder(method.name())
            .addAnnotation(Override.class)
            .addModifiers(modifiers(method.visibility()))
            .addTypeVariables(method.typeVariables())
            .returns(method.returnType())
            .varargs(method.varargs());
    method.parameters().forEach(parameter -> builder.addParameter(parameter(parameter)));
    return builder;
  }

  /**
   * Renames the parameters that would hide something else: nobody calls a method by their names.
   */
  static MethodSignature renamed(MethodSignature method, Names file) {
    Names names = file.within();
    return method.withParameters(
        method.parameters().stream()
            .map(parameter -> parameter.named(names.fresh(parameter.name())))
            .toList());
  }

  static ParameterSpec parameter(MethodParameter parameter) {
    return ParameterSpec.builder(parameter.type(), parameter.name())
        .addAnnotations(parameter.annotations())
        .build();
  }

  static Modifier[] modifiers(Visibility visibility) {
    return switch (visibility) {
      case PUBLIC -> new Modifier[] {Modifier.PUBLIC};
      case PROTECTED -> new Modifier[] {Modifier.PROTECTED};
      case PACKAGE -> new Modifier[0];
    };
  }
}
