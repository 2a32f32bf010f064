package dev.runnel.processor.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import dev.runnel.processor.model.AgentStep;
import dev.runnel.processor.model.ChainClass;
import dev.runnel.processor.model.Component;
import dev.runnel.processor.model.SourceText;
import java.util.List;
import java.util.Objects;
import javax.lang.model.element.Modifier;

/** Writes what makes an agent of a component that is a model. */
final class AgentWriter {
  private static final String STEPS = "steps";

  private final ChainClass model;

  AgentWriter(ChainClass model) {
    this.model = model;
  }

  /** Writes the field that holds the agent from its first use on. */
  FieldSpec field(String name) {
    return FieldSpec.builder(Api.of(Api.LAZY, Api.AGENT), name, Modifier.PRIVATE, Modifier.FINAL)
        .initializer("new $T<>()", Api.LAZY)
        .build();
  }

  /** Writes how the agent of some steps is asked for. */
  static CodeBlock access(String steps, String name) {
    return CodeBlock.of("$L($L)", name, steps);
  }

  /**
   * Writes the method that makes the agent at its first use. It takes the instance, so that it is
   * none that the author could have declared.
   */
  MethodSpec method(Component component, String name) {
    return MethodSpec.methodBuilder(name)
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
        .addTypeVariables(model.typeVariables())
        .returns(Api.AGENT)
        .addParameter(self(), STEPS)
        .addCode("return $L.$L.get(\n    () -> {\n", STEPS, name)
        .addCode(making(component))
        .addCode("    });\n")
        .build();
  }

  private TypeName self() {
    ClassName name = ClassName.get(model.packageName(), model.generatedName());
    return model.typeVariables().isEmpty()
        ? name
        : ParameterizedTypeName.get(name, model.typeVariables().toArray(TypeName[]::new));
  }

  private static CodeBlock making(Component component) {
    AgentStep agent = Objects.requireNonNull(component.agent());
    List<CodeBlock> tools =
        agent.tools().stream().map(tool -> CodeBlock.of(",$Wtools.$L()", tool)).toList();
    CodeBlock.Builder code = CodeBlock.builder();
    if (!tools.isEmpty()) {
      code.add("      $T tools = new $T($L);\n", agent.toolbox(), agent.toolbox(), STEPS);
    }
    code.add(
            "      return $T.of($L.$L()$L)\n",
            Api.AGENT,
            STEPS,
            component.method().name(),
            CodeBlock.join(tools, ""))
        .add("          .withName($L)", SourceText.literal(agent.name()));
    if (agent.maxTurns() != AgentStep.MAX_TURNS) {
      code.add("\n          .withMaxTurns($L)", agent.maxTurns());
    }
    if (agent.maxParallel() != AgentStep.MAX_PARALLEL) {
      code.add("\n          .withMaxParallel($L)", agent.maxParallel());
    }
    return code.add(";\n").build();
  }
}
