package dev.runnel.processor.generate;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.runnel.processor.model.MethodParameter;
import dev.runnel.processor.model.SourceText;
import dev.runnel.processor.model.ToolMethod;
import dev.runnel.processor.model.ToolMethod.Argument;
import dev.runnel.processor.model.ToolSettings;
import dev.runnel.processor.model.Toolbox;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Modifier;

/** Writes the members of a toolbox that belong to one tool. */
final class ToolWriter {
  /** What no component of a record may be called. */
  private static final List<String> NO_COMPONENTS =
      List.of(
          "clone", "finalize", "getClass", "hashCode", "notify", "notifyAll", "toString", "wait");

  private static final int WIDTH = 80;

  private final ToolMethod tool;
  private final Toolbox toolbox;
  private final String instance;
  private final String accessor;
  private final String fieldName;
  private final String specName;
  private final String rulesName;
  private final String recordName;
  private final Map<MethodParameter, String> components = new HashMap<>();

  private ToolWriter(
      ToolMethod tool,
      Toolbox toolbox,
      String instance,
      String accessor,
      String fieldName,
      String specName,
      String rulesName,
      String recordName) {
    this.tool = tool;
    this.toolbox = toolbox;
    this.instance = instance;
    this.accessor = accessor;
    this.fieldName = fieldName;
    this.specName = specName;
    this.rulesName = rulesName;
    this.recordName = recordName;
    Names names = Names.of(NO_COMPONENTS);
    tool.properties().forEach(each -> components.put(each, names.fresh(each.name())));
  }

  static ToolWriter of(
      ToolMethod tool,
      Toolbox toolbox,
      String instance,
      String accessor,
      Names fields,
      Names constants,
      Names records) {
    return new ToolWriter(
        tool,
        toolbox,
        instance,
        accessor,
        fields.fresh(accessor),
        constants.freshConstant(accessor),
        constants.freshConstant(accessor + "_RULES"),
        records.fresh(Names.capitalized(accessor) + "Arguments"));
  }

  private boolean isBroken() {
    return tool.broken() != null;
  }

  private ClassName arguments() {
    return ClassName.get(toolbox.className().packageName(), toolbox.generatedName(), recordName);
  }

  private TypeName type() {
    return ParameterizedTypeName.get(Api.TOOL, arguments(), tool.chunk(), tool.output());
  }

  // ---- constants

  List<FieldSpec> constants() {
    List<FieldSpec> all = new ArrayList<>();
    if (!isBroken()) {
      all.add(
          constant(
              Api.TOOL_SPEC,
              specName,
              CodeBlock.of(
                  "\n    $T.of(\n        $L,\n        $L,\n        $L)",
                  Api.TOOL_SPEC,
                  SourceText.literal(tool.name()),
                  description(),
                  TextBlock.of(tool.json()))));
      if (hasRules()) {
        all.add(constant(Api.TOOL_RULES, rulesName, rules(tool.settings())));
      }
    }
    return all;
  }

  private static FieldSpec constant(ClassName type, String name, CodeBlock value) {
    return FieldSpec.builder(type, name, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
        .initializer(value)
        .build();
  }

  /** Breaks the description between words. */
  private CodeBlock description() {
    List<CodeBlock> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : tool.description().split("(?<= )|(?<=\n)", -1)) {
      if (!line.isEmpty() && line.length() + word.length() > WIDTH) {
        lines.add(CodeBlock.of("$L", SourceText.literal(line.toString())));
        line.setLength(0);
      }
      line.append(word);
    }
    lines.add(CodeBlock.of("$L", SourceText.literal(line.toString())));
    return CodeBlock.join(lines, "\n            + ");
  }

  private boolean hasRules() {
    return !tool.settings().equals(ToolSettings.DEFAULT);
  }

  private static CodeBlock rules(ToolSettings settings) {
    List<CodeBlock> calls = new ArrayList<>();
    if (settings.timeout() != null) {
      calls.add(CodeBlock.of("withTimeout($L)", GuardConstants.duration(settings.timeout())));
    }
    if (settings.attempts() != null) {
      calls.add(
          CodeBlock.of("withRetry($T.ofAttempts($L))", Api.RETRY_POLICY, settings.attempts()));
    }
    if (settings.maxResultCharacters() != null) {
      calls.add(CodeBlock.of("withMaxResultCharacters($L)", settings.maxResultCharacters()));
    }
    if (settings.maxCalls() != null) {
      calls.add(CodeBlock.of("withMaxCalls($L)", settings.maxCalls()));
    }
    if (settings.approval()) {
      calls.add(CodeBlock.of("withApproval(true)"));
    }
    if (!settings.parallel()) {
      calls.add(CodeBlock.of("withParallel(false)"));
    }
    if (settings.returnDirect()) {
      calls.add(CodeBlock.of("withReturnDirect(true)"));
    }
    if (settings.onFailure() != null) {
      calls.add(CodeBlock.of("withOnFailure($T.$L)", Api.TOOL_FAILURE, settings.onFailure()));
    }
    if (!settings.endsRun().isEmpty()) {
      List<CodeBlock> classes =
          settings.endsRun().stream().map(each -> CodeBlock.of("$T.class", each)).toList();
      calls.add(CodeBlock.of("withEndsRun($T.of($L))", Set.class, StepCalls.list(classes)));
    }
    boolean isLong = calls.size() > 1;
    return CodeBlock.of(
        isLong ? "\n    $T.DEFAULT\n        .$L" : "$T.DEFAULT.$L",
        Api.TOOL_RULES,
        CodeBlock.join(calls, isLong ? "\n        ." : "."));
  }

  // ---- the tool

  Optional<FieldSpec> field() {
    return isBroken()
        ? Optional.empty()
        : Optional.of(
            FieldSpec.builder(type(), fieldName, Modifier.PRIVATE, Modifier.FINAL).build());
  }

  /** Makes the tool, in the constructor. */
  Optional<CodeBlock> assignment() {
    if (isBroken()) {
      return Optional.empty();
    }
    String more = hasRules() ? "$>$>" : "";
    String less = hasRules() ? "$<$<" : "";
    CodeBlock.Builder code = CodeBlock.builder().add("this.$L =\n$>$>", fieldName);
    code.add("$T.$L$L(\n", Api.TOOL, hasRules() ? witness() : "", factory());
    code.add("$>$>" + more);
    code.add("$L,\n$T.of($L, $T.class),\n", specName, Api.TOOL_READER, specName, arguments());
    whole().ifPresent(whole -> code.add("$L,\n", whole));
    code.add("$L)" + less + "$<$<", lambda());
    if (hasRules()) {
      code.add("\n$>$>.withRules($L)$<$<", rulesName);
    }
    return Optional.of(code.add(";\n$<$<").build());
  }

  /** What follows the call is no place from which the types could be inferred. */
  private CodeBlock witness() {
    boolean hasPieces =
        switch (tool.form()) {
          case VALUE, NOTHING, PROMISE -> false;
          case CHUNK_STREAM, CHUNKS, FLOW_PUBLISHER, RS_PUBLISHER, CALL, RUNNEL -> true;
        };
    return hasPieces
        ? CodeBlock.of("<$T, $T, $T>", arguments(), tool.chunk(), tool.output())
        : CodeBlock.of("<$T, $T>", arguments(), tool.output());
  }

  private String factory() {
    return switch (tool.form()) {
      case VALUE, NOTHING -> "of";
      case PROMISE -> "ofAsync";
      case CHUNK_STREAM, CHUNKS -> "ofStream";
      case FLOW_PUBLISHER, RS_PUBLISHER -> "ofPublisher";
      case CALL, RUNNEL -> "ofCall";
    };
  }

  private Optional<CodeBlock> whole() {
    return switch (tool.whole()) {
      case OWN -> Optional.empty();
      case TEXT -> Optional.of(CodeBlock.of("$T.text()", Api.WHOLE));
      case SUM ->
          Optional.of(CodeBlock.of("$T.<$T, $T>sum()", Api.WHOLE, tool.chunk(), tool.output()));
      case LIST -> Optional.of(CodeBlock.of("$T.list()", Api.WHOLE));
    };
  }

  private CodeBlock lambda() {
    String name = Names.of(List.of(instance)).fresh("arguments");
    CodeBlock call = call(name);
    return switch (tool.form()) {
      case VALUE, PROMISE, CHUNK_STREAM, FLOW_PUBLISHER, CALL ->
          CodeBlock.of("$L ->$W$L", name, call);
      case NOTHING -> CodeBlock.of("$L -> {\n$>$L;\nreturn $S;\n$<}", name, call, "Done.");
      case CHUNKS -> CodeBlock.of("$L ->$W$T.from($L)", name, Api.CHUNK_STREAM, call);
      case RS_PUBLISHER ->
          CodeBlock.of("$L ->$W$T.toFlowPublisher($L)", name, Api.FLOW_ADAPTERS, call);
      case RUNNEL ->
          CodeBlock.of(
              "$L ->$W$L.$L().call($L.$L())",
              name,
              target(),
              tool.method(),
              name,
              components.get(tool.properties().get(0)));
    };
  }

  private CodeBlock call(String name) {
    List<CodeBlock> values = new ArrayList<>();
    for (Argument argument : tool.arguments()) {
      values.add(
          argument.isRunContext()
              ? CodeBlock.of("$T.current()", Api.RUN_CONTEXT)
              : CodeBlock.of("$L.$L()", name, components.get(argument.parameter())));
    }
    return CodeBlock.of("$L.$L($L)", target(), tool.method(), CodeBlock.join(values, ",$W"));
  }

  private CodeBlock target() {
    return tool.isStatic() ? CodeBlock.of("$T", toolbox.className()) : CodeBlock.of("$L", instance);
  }

  MethodSpec accessor() {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder(accessor)
            .addModifiers(Members.modifiers(toolbox.visibility()))
            .addJavadoc(
                """
                Returns {@link $T#$L} as a tool.

                @return the tool
                """,
                toolbox.className(),
                tool.method())
            .returns(type());
    tool.failure()
        .ifPresentOrElse(
            text ->
                method.addStatement(
                    "throw new $T($L)",
                    UnsupportedOperationException.class,
                    SourceText.literal(text)),
            () -> method.addStatement("return $L", fieldName));
    return method.build();
  }

  // ---- its arguments

  TypeSpec argumentsRecord() {
    MethodSpec.Builder constructor = MethodSpec.constructorBuilder();
    TypeSpec.Builder type =
        TypeSpec.recordBuilder(recordName)
            .addModifiers(Members.modifiers(toolbox.visibility()))
            .addJavadoc("The arguments of {@link $T#$L}.\n", toolbox.className(), tool.method());
    boolean isFirst = true;
    for (MethodParameter property : tool.properties()) {
      type.addJavadoc(
          "$L@param $L $L\n", isFirst ? "\n" : "", component(property), "what the model gives");
      isFirst = false;
      constructor.addParameter(parameter(property));
    }
    return type.recordConstructor(constructor.build()).build();
  }

  private ParameterSpec parameter(MethodParameter property) {
    ParameterSpec.Builder parameter =
        ParameterSpec.builder(property.type(), component(property))
            .addAnnotations(property.annotations());
    if (!component(property).equals(property.name())
        && property.annotations().stream().noneMatch(ToolWriter::isName)) {
      parameter.addAnnotation(
          AnnotationSpec.builder(Api.JSON_PROPERTY)
              .addMember("value", "$S", property.name())
              .build());
    }
    return parameter.build();
  }

  private static boolean isName(AnnotationSpec annotation) {
    return annotation.type().equals(Api.JSON_PROPERTY);
  }

  private String component(MethodParameter property) {
    return Objects.requireNonNull(components.get(property));
  }
}
