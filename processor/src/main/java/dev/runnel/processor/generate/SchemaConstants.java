package dev.runnel.processor.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.runnel.processor.model.Answer;
import dev.runnel.processor.model.Chain;
import dev.runnel.processor.model.ChainClass;
import dev.runnel.processor.model.ChainSchemas;
import dev.runnel.processor.model.PromptStep;
import dev.runnel.processor.model.SourceText;
import dev.runnel.processor.model.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * Writes the schemas that a generated class needs: a nested class that has them as constants, apart
 * from the code of the chains.
 */
final class SchemaConstants {
  private final String className;
  private final Names names;
  private final Map<String, String> schemas = new LinkedHashMap<>();
  private final Map<TypeName, String> answers = new LinkedHashMap<>();
  private final Map<Chain, String> chains = new LinkedHashMap<>();
  private final List<FieldSpec> fields = new ArrayList<>();

  SchemaConstants(ChainClass model, Names file, Names types) {
    this.names = file.within();
    List<Step> answering = model.chains().stream().flatMap(chain -> steps(chain).stream()).toList();
    boolean isNeeded =
        !answering.isEmpty() || model.chains().stream().anyMatch(each -> each.schemas() != null);
    this.className = isNeeded ? types.fresh("Schemas") : "";
    answering.forEach(step -> add(Objects.requireNonNull(step.answer())));
    model.chains().forEach(this::add);
  }

  /** Lists the steps that answer with a type, and what stands in for them. */
  private static List<Step> steps(Chain chain) {
    List<Step> all = new ArrayList<>();
    chain.steps().forEach(step -> addAnswering(step, all));
    if (chain.guard() != null) {
      chain.guard().fallbacks().forEach(step -> addAnswering(step, all));
    }
    return all;
  }

  private static void addAnswering(Step step, List<Step> all) {
    if (step.answer() != null) {
      all.add(step);
    }
    step.fallbacks().forEach(fallback -> addAnswering(fallback, all));
  }

  private void add(Answer answer) {
    if (answers.containsKey(answer.type())) {
      return;
    }
    String name = names.freshConstant(nameOf(answer.type()));
    answers.put(answer.type(), name);
    CodeBlock type =
        answer.type() instanceof ClassName
            ? CodeBlock.of("$T.class", answer.type())
            : CodeBlock.of("new $T<$T>() {}", Api.TYPE_REFERENCE, answer.type());
    fields.add(
        constant(
            ParameterizedTypeName.get(Api.ANSWER_TYPE, answer.type()),
            name,
            CodeBlock.of("$T.of($L,$W$L)", Api.ANSWER_TYPE, schema(name, answer.json()), type)));
  }

  private void add(Chain chain) {
    ChainSchemas said = chain.schemas();
    if (said == null) {
      return;
    }
    String method = chain.method().name();
    CodeBlock value =
        CodeBlock.of(
            "new $T($L,$W$L,$W$L)",
            Api.RUNNEL_SCHEMAS,
            schema(names.freshConstant(method + "Input"), said.input()),
            schema(names.freshConstant(method + "Chunk"), said.chunk()),
            schema(names.freshConstant(method + "Output"), said.output()));
    String name = names.freshConstant(method);
    chains.put(chain, name);
    fields.add(constant(Api.RUNNEL_SCHEMAS, name, value));
  }

  /** Names the constant of a schema; equal schemas are one. */
  private String schema(String owner, String json) {
    return schemas.computeIfAbsent(
        json,
        text -> {
          String name = names.freshConstant(owner + "_SCHEMA");
          CodeBlock value =
              CodeBlock.of("\n    $T.of(\n        $L)", Api.JSON_SCHEMA, TextBlock.of(text));
          fields.add(constant(Api.JSON_SCHEMA, name, value));
          return name;
        });
  }

  private static FieldSpec constant(TypeName type, String name, CodeBlock value) {
    return FieldSpec.builder(type, name, Modifier.STATIC, Modifier.FINAL)
        .initializer(value)
        .build();
  }

  private static String nameOf(TypeName type) {
    return type instanceof ParameterizedTypeName generic
        ? generic.rawType().simpleName()
            + generic.typeArguments().stream()
                .map(SchemaConstants::nameOf)
                .collect(Collectors.joining())
        : type instanceof ClassName name ? name.simpleName() : "Answer";
  }

  /** Writes the schema that stands in a prompt. */
  CodeBlock text(PromptStep prompt, List<Chain> all) {
    return prompt.answers(all).stream()
        .findFirst()
        .map(type -> CodeBlock.of("$L.$L.schemaText()", className, answers.get(type)))
        .orElse(CodeBlock.of("$S", ""));
  }

  /** Writes how a model answers in a chain. */
  CodeBlock answering(Step step, CodeBlock model) {
    @Nullable Answer answer = step.answer();
    if (answer == null) {
      return model;
    }
    CodeBlock.Builder code = CodeBlock.builder();
    code.add("$L.$L.", className, answers.get(answer.type()));
    switch (answer.view()) {
      case WHOLE -> code.add("from($L)", model);
      case PARTIALS -> code.add("partialsFrom($L)", model);
      case ELEMENTS ->
          code.add(
              "elementsFrom($L,$W$L,$W$L)",
              model,
              SourceText.literal(answer.pointer()),
              element(answer));
      case DRAFTS -> code.add("draftsFrom($L,$W$L)", model, element(answer));
      case TEXT -> code.add("textFrom($L)", model);
      case MESSAGES -> code.add("messagesFrom($L)", model);
    }
    if (answer.isMadeOfElements()) {
      code.add("$Z.mapWhole($T::new)", answer.type());
    }
    if (answer.repairs() > 0) {
      code.add("$Z.withRepairs($L)", answer.repairs());
    }
    return code.build();
  }

  private static CodeBlock element(Answer answer) {
    return answer.element() instanceof ClassName name
        ? CodeBlock.of("$T.class", name)
        : CodeBlock.of("new $T<$T>() {}", Api.TYPE_REFERENCE, answer.element());
  }

  /** Writes the method that returns the schemas of a chain; empty if it has none. */
  Optional<MethodSpec> method(Chain chain) {
    return Optional.ofNullable(chains.get(chain))
        .map(
            name ->
                MethodSpec.methodBuilder("schemas")
                    .addAnnotation(Override.class)
                    .addModifiers(Modifier.PUBLIC)
                    .returns(ParameterizedTypeName.get(Api.OPTIONAL, Api.RUNNEL_SCHEMAS))
                    .addStatement("return $T.of($L.$L)", Api.OPTIONAL, className, name)
                    .build());
  }

  /** Writes the class of the constants; empty if there are none. */
  Optional<TypeSpec> type() {
    return fields.isEmpty()
        ? Optional.empty()
        : Optional.of(
            TypeSpec.classBuilder(className)
                .addJavadoc(
                    "The JSON schemas of what models answer, and of what chains take and give.\n")
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .addFields(fields)
                .addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build())
                .build());
  }
}
