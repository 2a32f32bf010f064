package dev.runnel.processor.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.runnel.processor.model.Chain;
import dev.runnel.processor.model.ChainClass;
import dev.runnel.processor.model.ChainForm;
import dev.runnel.processor.model.MethodSignature;
import dev.runnel.processor.model.PublisherFactory;
import dev.runnel.processor.model.SourceText;
import dev.runnel.processor.model.Step;
import dev.runnel.processor.model.StepKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/** Writes the methods of chains, the fields that hold their sequences, and the sequences. */
final class ChainMethods {
  private final ChainClass model;
  private final TypeName generatedType;
  private final Scopes scopes;
  private final ComponentWriter components;
  private final GuardConstants guards;
  private final SchemaConstants schemas;
  private final Map<Chain, String> fields = new LinkedHashMap<>();
  private final Map<Chain, Chain> shared;
  private final Map<Chain, String> classNames = new LinkedHashMap<>();
  private final Map<Chain, String> guardedNames = new LinkedHashMap<>();

  /**
   * The names of a generated class.
   *
   * @param file its types
   * @param constants its constants
   * @param fields its fields
   * @param types its nested classes
   */
  record Scopes(Names file, Names constants, Names fields, Names types) {}

  ChainMethods(
      ChainClass model,
      TypeName generatedType,
      Scopes scopes,
      ComponentWriter components,
      GuardConstants guards,
      SchemaConstants schemas) {
    this.model = model;
    this.generatedType = generatedType;
    this.scopes = scopes;
    this.components = components;
    this.guards = guards;
    this.schemas = schemas;
    List<Chain> whole = model.chains().stream().filter(chain -> chain.broken() == null).toList();
    this.shared = SharedSequences.of(whole);
    Names guarded = Names.of(List.of());
    for (Chain chain : whole) {
      fields.put(chain, scopes.fields().fresh(chain.method().name()));
      guardedNames.put(chain, guarded.fresh("guarded" + capitalized(chain)));
    }
    scopes.types().avoid(scopes.fields());
    for (Chain chain : whole) {
      if (shared.get(chain) == chain) {
        classNames.put(chain, scopes.types().fresh(capitalized(chain) + "Sequence"));
      }
    }
  }

  List<FieldSpec> fields() {
    List<FieldSpec> specs = new ArrayList<>();
    fields.forEach(
        (chain, name) ->
            specs.add(
                FieldSpec.builder(typeOfField(chain), name, Modifier.PRIVATE, Modifier.FINAL)
                    .initializer("$L", initializer(chain))
                    .build()));
    return specs;
  }

  /** A field has the type of the very class that it holds, unless a guard stands around that. */
  private TypeName typeOfField(Chain chain) {
    return chain.guard() == null ? classType(classOf(chain)) : runnelType(chain);
  }

  private TypeName classType(Chain declared) {
    ClassName name = SequenceContext.nested(Objects.requireNonNull(classNames.get(declared)));
    return model.typeVariables().isEmpty()
        ? name
        : ParameterizedTypeName.get(name, model.typeVariables().toArray(TypeName[]::new));
  }

  private CodeBlock initializer(Chain chain) {
    CodeBlock made = creation(chain);
    if (hasFallbacks(chain)) {
      return CodeBlock.of("$L.$L()", made, guardedNames.get(chain));
    }
    return chain.guard() == null ? made : guarded(chain, made);
  }

  /** What stands in for a chain calls the class, which must be whole before anybody sees it. */
  private static boolean hasFallbacks(Chain chain) {
    return chain.guard() != null && !chain.guard().fallbacks().isEmpty();
  }

  private static String capitalized(Chain chain) {
    return Names.capitalized(chain.method().name());
  }

  private CodeBlock guarded(Chain chain, CodeBlock sequence) {
    return new GuardWriter(new InSequence(), guards)
        .guardedChain(chain, Objects.requireNonNull(chain.guard()), sequence);
  }

  /** Writes the methods that give the chains of a class with their fallbacks. */
  private List<MethodSpec> guardedMethods(Chain declared) {
    List<MethodSpec> methods = new ArrayList<>();
    for (Chain chain : fields.keySet()) {
      if (classOf(chain) == declared && hasFallbacks(chain)) {
        methods.add(
            MethodSpec.methodBuilder(guardedNames.get(chain))
                .returns(runnelType(chain))
                .addCode("return $L;\n", guarded(chain, CodeBlock.of("this")))
                .build());
      }
    }
    return methods;
  }

  private final class InSequence implements GuardWriter.Place {
    @Override
    public String steps() {
      return "steps";
    }

    @Override
    public String parameter(String suggestion) {
      return suggestion;
    }

    @Override
    public CodeBlock component(Step step) {
      return ChainMethods.this.component(
          "steps", step, CodeBlock.of("$T.current()", Api.RUN_CONTEXT));
    }
  }

  private CodeBlock creation(Chain chain) {
    Chain declared = classOf(chain);
    String className = classNames.get(declared);
    String arguments = model.typeVariables().isEmpty() ? "" : "<>";
    if (!isShared(declared)) {
      return CodeBlock.of("new $L$L(this)", className, arguments);
    }
    CodeBlock plan =
        chain.runName().equals(declared.runName())
            ? CodeBlock.of("$L.PLAN", className)
            : CodeBlock.of("$L.PLAN.named($L)", className, SourceText.literal(chain.runName()));
    return CodeBlock.of("new $L$L(this, $L)", className, arguments, plan);
  }

  private Chain classOf(Chain chain) {
    return shared.getOrDefault(chain, chain);
  }

  private boolean isShared(Chain chain) {
    return shared.values().stream().filter(other -> other == chain).count() > 1;
  }

  private TypeName runnelType(Chain chain) {
    if (chain.form().isRunnel()) {
      return chain.method().returnType();
    }
    Chain declared = classOf(chain);
    ClassName type = declared.readsStream() ? Api.STREAM_RUNNEL : Api.RUNNABLE_SEQUENCE;
    return ParameterizedTypeName.get(
        type, declared.inputType(), declared.chunkType(), declared.wholeType());
  }

  List<MethodSpec> methods() {
    List<MethodSpec> methods = new ArrayList<>();
    fields.forEach(
        (chain, field) -> {
          MethodSignature method = Members.renamed(chain.method(), scopes.file());
          methods.add(
              Members.overriding(method)
                  .addStatement("return $L", result(chain, method, field))
                  .build());
        });
    return methods;
  }

  private static CodeBlock result(Chain chain, MethodSignature method, String field) {
    if (chain.form().isRunnel()) {
      return CodeBlock.of("$N", field);
    }
    String input = method.parameters().get(0).name();
    CodeBlock own = CodeBlock.of(field.equals(input) ? "this.$N" : "$N", field);
    return switch (chain.form()) {
      case CHUNK_STREAM -> CodeBlock.of("$L.stream($N)", own, input);
      case FUTURE -> CodeBlock.of("$L.invokeAsync($N)", own, input);
      case FLOW_PUBLISHER, RS_PUBLISHER ->
          published(CodeBlock.of("$L.publish($N)", own, input), chain);
      default -> CodeBlock.of("$L.invoke($N)", own, input);
    };
  }

  private static CodeBlock published(CodeBlock flow, Chain chain) {
    @Nullable PublisherFactory factory = chain.publisherFactory();
    boolean reactive =
        chain.form() == ChainForm.RS_PUBLISHER && (factory == null || !factory.takesFlow());
    CodeBlock publisher =
        reactive ? CodeBlock.of("$T.toPublisher($L)", Api.FLOW_ADAPTERS, flow) : flow;
    return factory == null
        ? publisher
        : CodeBlock.of("$T.$L($L)", factory.type(), factory.method(), publisher);
  }

  List<TypeSpec> classes() {
    List<TypeSpec> classes = new ArrayList<>();
    classNames.forEach(
        (chain, name) -> {
          SequenceContext sequence =
              new SequenceContext(
                  chain,
                  isShared(chain),
                  generatedType,
                  model.typeVariables(),
                  scopes.constants(),
                  scopes.types().within(),
                  guards,
                  new InPipelines());
          classes.add(
              new SequenceWriter(sequence)
                  .write(name, guardedMethods(chain), schemas.method(chain)));
        });
    return classes;
  }

  private final class InPipelines implements SequenceContext.Components {
    @Override
    public CodeBlock access(String steps, Step step, CodeBlock context) {
      return component(steps, step, context);
    }

    @Override
    public boolean isMade(Step step) {
      return components.isMade(step.methodName());
    }
  }

  /** Writes how a step's component is asked for. */
  private CodeBlock component(String steps, Step step, CodeBlock context) {
    if (step.kind() == StepKind.CHAIN && step.chainForm() != null && !step.chainForm().isRunnel()) {
      for (Map.Entry<Chain, String> entry : fields.entrySet()) {
        if (entry.getKey().method().equals(step.method())) {
          return CodeBlock.of("$L.$N", steps, entry.getValue());
        }
      }
    }
    return components.remembering(
        steps,
        step.methodName(),
        context,
        schemas.answering(step, components.access(steps, step.methodName(), context)));
  }
}
