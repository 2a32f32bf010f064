package dev.runnel.processor.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.runnel.processor.model.Chain;
import dev.runnel.processor.model.ChainForm;
import dev.runnel.processor.model.Gives;
import dev.runnel.processor.model.Step;
import dev.runnel.processor.model.StepKind;
import dev.runnel.processor.model.WholeRule;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;

/** Writes the nested class of one chain. */
final class SequenceWriter {
  /** What means something in Javadoc, or in a comment, and may mean something else out of place. */
  private static final Pattern MARKUP = Pattern.compile("[<>&{}@#\\\\\\p{Cntrl}]|\\*/");

  private final SequenceContext sequence;
  private final Chain chain;

  SequenceWriter(SequenceContext sequence) {
    this.sequence = sequence;
    this.chain = sequence.chain();
  }

  /**
   * Writes the class.
   *
   * @param className its name
   * @param guarded the methods that give it with limits, retries and fallbacks
   * @param schemas the method that returns its JSON schemas, if they are asked for
   */
  TypeSpec write(String className, List<MethodSpec> guarded, Optional<MethodSpec> schemas) {
    boolean readsStream = chain.readsStream();
    TypeSpec.Builder type =
        TypeSpec.classBuilder(className)
            .addJavadoc(javadoc())
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
            .addTypeVariables(sequence.typeVariables())
            .superclass(runnel(readsStream ? Api.STREAM_CHAIN_SEQUENCE : Api.CHAIN_SEQUENCE));
    if (chain.form() == ChainForm.TEXT_CHAIN) {
      type.addSuperinterface(ParameterizedTypeName.get(Api.TEXT_CHAIN, chain.inputType()));
    }
    PlanWriter plan = new PlanWriter(sequence);
    plan.constants().forEach(type::addField);
    type.addField(plan.plan());
    CodeBlock creation = PipelineWriter.main(sequence);
    MethodSpec.Builder constructor =
        constructor()
            .addStatement(
                "super($L,$W$L,$W($L) -> $L$L)",
                sequence.plan(),
                whole(),
                readsStream ? "chunks, only, run" : "input, run",
                creation,
                onlyComponent());
    if (!guarded.isEmpty()) {
      type.addField(sequence.stepsType(), "steps", Modifier.PRIVATE, Modifier.FINAL);
      constructor.addStatement("this.steps = steps");
    }
    type.addMethod(constructor.build());
    type.addMethods(guarded);
    schemas.ifPresent(type::addMethod);
    sequence.pipelines().forEach(type::addType);
    return type.build();
  }

  /** Names the component where the chain is nothing else, since the runs of both are the same. */
  private CodeBlock onlyComponent() {
    Step step = chain.lastStep();
    boolean isOnly =
        chain.steps().size() == 1
            && (step.kind() == StepKind.CHAIN
                || (step.kind().isComponent() && step.method().parameters().isEmpty()));
    return isOnly ? CodeBlock.of(",$W() -> $L", sequence.componentOutside(step)) : CodeBlock.of("");
  }

  private MethodSpec.Builder constructor() {
    MethodSpec.Builder constructor =
        MethodSpec.constructorBuilder().addParameter(sequence.stepsType(), "steps");
    return sequence.isShared() ? constructor.addParameter(Api.PLAN, "plan") : constructor;
  }

  private TypeName runnel(ClassName type) {
    return ParameterizedTypeName.get(type, chain.inputType(), chain.chunkType(), chain.wholeType());
  }

  private CodeBlock whole() {
    Step last = chain.lastStep();
    CodeBlock own;
    if (!(chain.whole().rule() instanceof WholeRule.Own)) {
      own = CodeBlock.of("");
    } else if (last.gives() == Gives.CALL) {
      own = Wholenesses.ofCall(last);
    } else {
      own = CodeBlock.of("$T.of(() -> $L)", Api.WHOLES, sequence.componentOutside(last));
    }
    return Wholenesses.ofChain(chain, own);
  }

  private CodeBlock javadoc() {
    DiagramWriter diagram = new DiagramWriter(chain);
    String sentence = chain.sentence();
    if (!sentence.isEmpty() && !MARKUP.matcher(sentence).find()) {
      return CodeBlock.of("$L\n\n$L", sentence, diagram.write());
    }
    String runs = "Runs {@code " + chain.method().name() + "}";
    return diagram
        .row()
        .map(row -> runs + ": {@code " + row + "}.")
        .filter(Layout::isOneLine)
        .map(line -> CodeBlock.of("$L\n", line))
        .orElseGet(() -> CodeBlock.of("$L.\n\n$L", runs, diagram.write()));
  }
}
