package dev.runnel.processor.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import dev.runnel.processor.model.AgentStep;
import dev.runnel.processor.model.AgentTool;
import dev.runnel.processor.model.ChainClass;
import dev.runnel.processor.model.Component;
import dev.runnel.processor.model.SourceText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

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
    Map<Box, String> boxes = new LinkedHashMap<>();
    for (AgentTool tool : agent.tools()) {
      Box box = box(tool);
      if (box != null) {
        boxes.putIfAbsent(box, boxes.isEmpty() ? "tools" : "tools" + (boxes.size() + 1));
      }
    }
    CodeBlock.Builder code = CodeBlock.builder();
    boxes.forEach(
        (box, name) ->
            code.add("      $T $L = new $T($L);\n", box.toolbox, name, box.toolbox, box.over));
    code.add("      return $T.of($L.$L()", Api.AGENT, STEPS, component.method().name());
    List<AgentTool> tools = agent.tools();
    int first = 0;
    while (first < tools.size() && box(tools.get(first)) != null) {
      code.add(",$W$L", more(tools.get(first), boxes));
      first++;
    }
    code.add(")");
    tools
        .subList(first, tools.size())
        .forEach(tool -> code.add("\n          .withMoreTools($L)", more(tool, boxes)));
    settings(agent).forEach(setting -> code.add("\n          .$L", setting));
    return code.add(";\n").build();
  }

  /** A toolbox of which single tools are taken, and what it is over. */
  private record Box(ClassName toolbox, String over) {}

  /** Returns the toolbox that a single tool is taken from; null for several tools at once. */
  private static @Nullable Box box(AgentTool tool) {
    if (tool instanceof AgentTool.Picked picked) {
      return new Box(picked.toolbox(), STEPS + "." + picked.method() + "()");
    }
    return tool instanceof AgentTool.Own own ? new Box(own.toolbox(), STEPS) : null;
  }

  private static CodeBlock more(AgentTool tool, Map<Box, String> boxes) {
    if (tool instanceof AgentTool.Own own) {
      return CodeBlock.of("$L.$L()", boxes.get(box(tool)), own.accessor());
    }
    if (tool instanceof AgentTool.Picked picked) {
      return CodeBlock.of("$L.$L()", boxes.get(box(tool)), picked.accessor());
    }
    if (tool instanceof AgentTool.Boxed boxed) {
      return CodeBlock.of("new $T($L.$L()).tools()", boxed.toolbox(), STEPS, boxed.method());
    }
    return CodeBlock.of("$L.$L()", STEPS, ((AgentTool.Given) tool).method());
  }

  private static List<CodeBlock> settings(AgentStep agent) {
    AgentStep.Limits limits = agent.limits();
    AgentStep.Settings settings = agent.settings();
    List<CodeBlock> calls = new ArrayList<>();
    calls.add(CodeBlock.of("withName($L)", SourceText.literal(settings.name())));
    if (limits.maxTurns() != AgentStep.Limits.DEFAULT.maxTurns()) {
      calls.add(CodeBlock.of("withMaxTurns($L)", limits.maxTurns()));
    }
    if (limits.maxParallel() != AgentStep.Limits.DEFAULT.maxParallel()) {
      calls.add(CodeBlock.of("withMaxParallel($L)", limits.maxParallel()));
    }
    if (limits.maxCallsPerAnswer() != AgentStep.Limits.DEFAULT.maxCallsPerAnswer()) {
      calls.add(CodeBlock.of("withMaxCallsPerAnswer($L)", limits.maxCallsPerAnswer()));
    }
    if (settings.atMaxTurns() != null) {
      calls.add(CodeBlock.of("withAtMaxTurns($T.$L)", Api.AT_MAX_TURNS, settings.atMaxTurns()));
    }
    if (settings.firstTool() != null) {
      calls.add(CodeBlock.of("withFirstToolChoice($L)", choice(settings.firstTool())));
    }
    if (settings.beforeTurn() != null) {
      calls.add(CodeBlock.of("withBeforeTurn($L::$L)", STEPS, settings.beforeTurn()));
    }
    if (settings.text() != null) {
      calls.add(CodeBlock.of("withText($T.$L)", Api.AGENT_TEXT, settings.text()));
    }
    return calls;
  }

  private static CodeBlock choice(String firstTool) {
    return firstTool.equals(AgentStep.ANY_TOOL)
        ? CodeBlock.of("$T.REQUIRED", Api.TOOL_CHOICE)
        : CodeBlock.of("$T.named($L)", Api.TOOL_CHOICE, SourceText.literal(firstTool));
  }
}
