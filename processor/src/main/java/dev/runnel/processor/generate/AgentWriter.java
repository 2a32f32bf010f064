package dev.runnel.processor.generate;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import dev.runnel.processor.model.AgentStep;
import dev.runnel.processor.model.Component;
import dev.runnel.processor.model.SourceText;
import java.util.List;
import java.util.Objects;
import javax.lang.model.element.Modifier;

/** Writes what makes an agent of a component that is a model. */
final class AgentWriter {
  private AgentWriter() {}

  /** Writes the field that makes the agent at its first use. */
  static FieldSpec field(Component component, String name) {
    return FieldSpec.builder(
            Api.of(Api.SUPPLIER, Api.AGENT), name, Modifier.PRIVATE, Modifier.FINAL)
        .initializer(making(component))
        .build();
  }

  private static CodeBlock making(Component component) {
    AgentStep agent = Objects.requireNonNull(component.agent());
    String model = component.method().name();
    List<CodeBlock> tools =
        agent.tools().stream().map(tool -> CodeBlock.of(",$Wtools.$L()", tool)).toList();
    CodeBlock.Builder code =
        CodeBlock.builder()
            .add("\n    new $T<$T>()\n        .by(\n", Api.LAZY, Api.AGENT)
            .add("            () -> {\n");
    if (!tools.isEmpty()) {
      code.add("              $T tools = new $T(this);\n", agent.toolbox(), agent.toolbox());
    }
    code.add("              return $T.of($L()$L)\n", Api.AGENT, model, CodeBlock.join(tools, ""))
        .add("                  .withName($L)", SourceText.literal(agent.name()));
    if (agent.maxTurns() != AgentStep.MAX_TURNS) {
      code.add("\n                  .withMaxTurns($L)", agent.maxTurns());
    }
    if (agent.maxParallel() != AgentStep.MAX_PARALLEL) {
      code.add("\n                  .withMaxParallel($L)", agent.maxParallel());
    }
    return code.add(";\n            })").build();
  }
}
