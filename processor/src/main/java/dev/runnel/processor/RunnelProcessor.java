package dev.runnel.processor;

import com.google.auto.service.AutoService;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Fallback;
import dev.runnel.annotations.Prompt;
import dev.runnel.annotations.Retry;
import dev.runnel.annotations.Step;
import dev.runnel.annotations.StreamingStep;
import dev.runnel.annotations.Timeout;
import dev.runnel.annotations.Tool;
import dev.runnel.annotations.WithSchema;
import dev.runnel.processor.analysis.AnalyzedClass;
import dev.runnel.processor.analysis.ChainClassAnalysis;
import dev.runnel.processor.analysis.OfferedSteps;
import dev.runnel.processor.analysis.StepCompletions;
import dev.runnel.processor.analysis.StepNames;
import dev.runnel.processor.analysis.check.MissingTypes;
import dev.runnel.processor.analysis.check.MissingTypes.Missing;
import dev.runnel.processor.analysis.emit.GeneratedAnnotations;
import dev.runnel.processor.analysis.emit.GeneratedAnnotations.ComponentModel;
import dev.runnel.processor.analysis.emit.SchemaClasses;
import dev.runnel.processor.analysis.emit.ToolClasses;
import dev.runnel.processor.diagnostic.ClassProblems;
import dev.runnel.processor.diagnostic.Position;
import dev.runnel.processor.diagnostic.Report;
import dev.runnel.processor.facts.ClassFacts;
import dev.runnel.processor.generate.ChainClassGenerator;
import dev.runnel.processor.generate.GeneratedSource;
import dev.runnel.processor.generate.NameConstantsGenerator;
import dev.runnel.processor.generate.RoundRequest;
import dev.runnel.processor.generate.SchemaClassGenerator;
import dev.runnel.processor.generate.StandInGenerator;
import dev.runnel.processor.generate.Surroundings;
import dev.runnel.processor.generate.ToolboxGenerator;
import dev.runnel.processor.model.ChainClass;
import dev.runnel.processor.model.OfferedStep;
import dev.runnel.processor.model.SchemaClass;
import dev.runnel.processor.model.StandIn;
import dev.runnel.processor.model.Toolbox;
import dev.runnel.processor.types.TypeSystem;
import java.io.IOException;
import java.io.Writer;
import java.lang.annotation.Annotation;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Completion;
import javax.annotation.processing.FilerException;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedOptions;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;

/**
 * Checks chain classes and generates their implementations: one file for each, out of that class
 * alone. So it does for types with a schema, and for classes with tools.
 *
 * <p>A class with types that do not exist yet waits for the next round, and so does each where
 * Lombok has members to add. The option {@code runnel.componentModel} ({@code default}, {@code
 * spring} or {@code jakarta}) makes generated classes known to a container. With {@code
 * runnel.schemas=true} each chain gets the schemas of what it takes and gives. With {@code
 * runnel.facts=true} it also writes what an editor's server shows, as {@link ClassFacts} says; with
 * {@code runnel.stepNames=true} the names of steps as constants, as {@link StepNames} says.
 */
@AutoService(Processor.class)
@SupportedOptions({
  RunnelProcessor.COMPONENT_MODEL,
  RunnelProcessor.SCHEMAS,
  RunnelProcessor.FACTS,
  RunnelProcessor.STEP_NAMES
})
public final class RunnelProcessor extends AbstractProcessor {
  static final String COMPONENT_MODEL = "runnel.componentModel";
  static final String SCHEMAS = "runnel.schemas";
  static final String FACTS = "runnel.facts";
  static final String STEP_NAMES = "runnel.stepNames";

  /** All of our annotations, and that on generated classes. */
  private static final Set<String> CLAIMED =
      Set.of("dev.runnel.annotations.*", GeneratedAnnotations.GENERATED);

  private static final List<Class<? extends Annotation>> ANNOTATIONS =
      List.of(
          Chain.class,
          Step.class,
          StreamingStep.class,
          Prompt.class,
          Retry.class,
          Fallback.class,
          Timeout.class);

  private final WaitingClasses waiting = new WaitingClasses();
  private final OwnClasses ownClasses = new OwnClasses();
  private final SourceClasses sources = new SourceClasses();
  private final ProblemPrinter printer = new ProblemPrinter(sources);
  private final BesideProcessing<SchemaClass> schemas =
      new BesideProcessing<>(
          WithSchema.class,
          SchemaClassGenerator::generate,
          this::write,
          (type, report) -> print(type, ".schema", report));
  private final BesideProcessing<Toolbox> tools =
      new BesideProcessing<>(
          Tool.class,
          ToolboxGenerator::generate,
          this::write,
          (type, report) -> print(type, ".tools", report));
  private ComponentModel componentModel = ComponentModel.DEFAULT;
  private boolean allSchemas;
  private boolean facts;
  private NameProcessing names = new NameProcessing(false);

  /** Makes the processor; the compiler calls this. */
  public RunnelProcessor() {}

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return CLAIMED;
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public synchronized void init(ProcessingEnvironment environment) {
    super.init(environment);
    facts = isOn(environment, FACTS);
    allSchemas = isOn(environment, SCHEMAS);
    names = new NameProcessing(isOn(environment, STEP_NAMES));
    String option = environment.getOptions().get(COMPONENT_MODEL);
    if (option != null) {
      componentModel =
          ComponentModel.of(option)
              .orElseGet(
                  () -> {
                    printer.printOption(
                        environment.getMessager(),
                        COMPONENT_MODEL,
                        option,
                        "default, spring, jakarta");
                    return ComponentModel.DEFAULT;
                  });
    }
  }

  private boolean isOn(ProcessingEnvironment environment, String option) {
    String wanted = environment.getOptions().getOrDefault(option, "false");
    if (!wanted.equals("true") && !wanted.equals("false")) {
      printer.printOption(environment.getMessager(), option, wanted, "true, false");
    }
    return wanted.equals("true");
  }

  /**
   * Claims our annotations, so that a build with all warnings stays clean: javac warns of what
   * nobody claims. They are of no use to other processors, which still get all others.
   */
  @Override
  @SuppressWarnings("DoNotClaimAnnotations")
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    try {
      process(round);
    } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError failure) {
      printer.printFailure(processingEnv.getMessager(), round.getRootElements(), failure);
    }
    return true;
  }

  private void process(RoundEnvironment round) {
    boolean lombokFirst = sources.isEmpty() && Lombok.changes(elements(), round.getRootElements());
    sources.addAll(round.getRootElements());
    printer.begin(round.getRootElements());
    waiting.begin(round, lombokFirst);
    TypeSystem types = new TypeSystem(elements(), processingEnv.getTypeUtils());
    for (TypeElement type : ChainClassOrder.of(types, classes(round))) {
      guarded(type, each -> process(each, types, round, lombokFirst));
    }
    for (TypeElement type : schemas.take(round, elements())) {
      guarded(type, each -> schema(each, round));
    }
    for (TypeElement type : tools.take(round, elements())) {
      guarded(type, each -> tools(each, round));
    }
    printer.printPlaceless(
        processingEnv.getMessager(),
        name -> ownClasses.writtenFor(round.getRootElements(), name),
        round.processingOver());
    waiting
        .end(round)
        .map(elements()::getTypeElement)
        .ifPresent(type -> guarded(type, this::askForAnotherRound));
  }

  private void process(
      TypeElement type, TypeSystem types, RoundEnvironment round, boolean lombokFirst) {
    List<Missing> all = MissingTypes.in(type, sources::contain);
    boolean writesNames = names.isDue(type, all, round, elements()) && writeNames(type, types);
    List<Missing> missing = writesNames ? NameProcessing.withoutNames(all) : all;
    if (waiting.isOver() && !missing.isEmpty()) {
      report(type, missing, types, round);
    } else if (!waiting.isOver() && (lombokFirst || writesNames || !missing.isEmpty())) {
      waiting.add(type);
    } else {
      generate(type, types, round);
    }
  }

  /** Tells whether there is a class of ours with the names. */
  private boolean writeNames(TypeElement type, TypeSystem types) {
    Report report = new Report();
    write(
        type,
        NameConstantsGenerator.generate(
            StepNames.of(elements(), types, type, annotations()),
            Surroundings.of(type, elements()),
            type),
        report);
    printer.print(processingEnv.getMessager(), type, report);
    return !report.hasErrors();
  }

  private void schema(TypeElement type, RoundEnvironment round) {
    SchemaClasses classes =
        new SchemaClasses(elements(), processingEnv.getTypeUtils(), annotations());
    schemas.process(type, processingEnv, classes::of, waiting.isOver(), round.processingOver());
  }

  private void tools(TypeElement type, RoundEnvironment round) {
    ToolClasses classes = new ToolClasses(elements(), processingEnv.getTypeUtils(), annotations());
    tools.process(type, processingEnv, classes::of, waiting.isOver(), round.processingOver());
  }

  /** Prints what is wrong beside chains. */
  private void print(TypeElement type, String kind, Report report) {
    printer.print(processingEnv.getMessager(), type, report);
    if (!report.problems().isEmpty()) {
      writeFacts(type, kind, report, List.of(), Optional.empty());
    }
  }

  /**
   * Offers the names of steps inside {@code @Chain}, {@code @From} and {@code @Fallback}, with what
   * each reads and gives, methods that collect, tools, memories, and a prompt's placeholders.
   */
  @Override
  public Iterable<? extends Completion> getCompletions(
      @Nullable Element element,
      @Nullable AnnotationMirror annotation,
      @Nullable ExecutableElement member,
      @Nullable String userText) {
    if (element == null || annotation == null || member == null) {
      return List.of();
    }
    try {
      TypeSystem types = new TypeSystem(elements(), processingEnv.getTypeUtils());
      return StepCompletions.of(
          elements(), types, element, annotation, member, userText == null ? "" : userText);
    } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError failure) {
      printer.printFailure(processingEnv.getMessager(), Set.of(element), failure);
      return List.of();
    }
  }

  /** Lists the classes that waited, and those that are new. */
  private Set<TypeElement> classes(RoundEnvironment round) {
    Set<TypeElement> classes = new LinkedHashSet<>(waiting.take(elements()));
    for (Class<? extends Annotation> annotation : ANNOTATIONS) {
      for (Element element : round.getElementsAnnotatedWith(annotation)) {
        if (element.getKind() == ElementKind.METHOD
            && element.getEnclosingElement() instanceof TypeElement type
            && !Kotlin.isSynthetic(type)) {
          classes.add(type);
        }
      }
    }
    return classes;
  }

  /** Whatever happens to one class, the others are processed. */
  private void guarded(TypeElement type, Consumer<TypeElement> processing) {
    try {
      processing.accept(type);
    } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError failure) {
      printer.printFailure(processingEnv.getMessager(), type, failure);
    }
  }

  /**
   * Generates the class, also where something is wrong, so that one error does not cause others.
   */
  private void generate(TypeElement type, TypeSystem types, RoundEnvironment round) {
    AnalyzedClass analyzed =
        ChainClassAnalysis.of(elements(), types, type, annotations(), allSchemas);
    // javac compiles nothing any more, and would warn of a class that is written so late
    if (!round.processingOver() || !round.errorRaised() || Eclipse.compiles(elements())) {
      Surroundings surroundings = Surroundings.of(type, elements());
      analyzed
          .model()
          .map(model -> ChainClassGenerator.generate(model, surroundings, type))
          .ifPresent(source -> write(type, source, analyzed.report()));
      analyzed.standIn().ifPresent(standIn -> write(type, standIn, analyzed.report()));
    }
    finish(type, types, analyzed);
  }

  private void finish(TypeElement type, TypeSystem types, AnalyzedClass analyzed) {
    printer.print(processingEnv.getMessager(), type, analyzed.report());
    writeFacts(
        type,
        "",
        analyzed.report(),
        facts ? OfferedSteps.of(elements(), types, type) : List.of(),
        analyzed.model());
  }

  private void writeFacts(
      TypeElement type,
      String kind,
      Report report,
      List<OfferedStep> offered,
      Optional<ChainClass> model) {
    if (facts) {
      String name = type.getQualifiedName().toString();
      String text = ClassFacts.of(name, report.problems(), offered, model);
      write(type, ClassFacts.FOLDER + elements().getBinaryName(type) + kind + ".json", text);
    }
  }

  private void write(TypeElement type, String resource, String text) {
    try (Writer writer =
        processingEnv
            .getFiler()
            .createResource(StandardLocation.CLASS_OUTPUT, "", resource, type)
            .openWriter()) {
      writer.write(text);
    } catch (IOException failure) {
      Report report = new Report();
      report.add(ClassProblems.notWritten(Position.of(type), resource, failure.toString()));
      printer.print(processingEnv.getMessager(), type, report);
    }
  }

  private GeneratedAnnotations annotations() {
    return new GeneratedAnnotations(elements(), componentModel, RunnelProcessor.class.getName());
  }

  private void write(TypeElement type, StandIn standIn, Report report) {
    write(
        type, StandInGenerator.generate(standIn, Surroundings.of(type, elements()), type), report);
  }

  private void write(TypeElement type, GeneratedSource source, Report report) {
    try {
      source.writeTo(processingEnv.getFiler());
      waiting.written();
      ownClasses.wrote(source.className(), type);
    } catch (FilerException refused) {
      TypeSystem types = new TypeSystem(elements(), processingEnv.getTypeUtils());
      if (!ownClasses.contain(elements(), types, source.className(), type)) {
        report.add(
            ClassProblems.nameTaken(
                Position.of(type), type.getSimpleName().toString(), source.className()));
      }
    } catch (IOException failure) {
      report.add(
          ClassProblems.notWritten(Position.of(type), source.className(), failure.toString()));
    }
  }

  /** Reports types that never came, and writes what stands in for the class that needs them. */
  private void report(
      TypeElement type, List<Missing> missing, TypeSystem types, RoundEnvironment round) {
    AnalyzedClass analyzed =
        ChainClassAnalysis.ofMissing(elements(), types, type, missing, names.contain(type));
    if (!round.processingOver() || Eclipse.compiles(elements())) {
      analyzed.standIn().ifPresent(standIn -> write(type, standIn, analyzed.report()));
    }
    finish(type, types, analyzed);
  }

  private void askForAnotherRound(TypeElement type) {
    Report report = new Report();
    write(type, RoundRequest.of(type), report);
    printer.print(processingEnv.getMessager(), type, report);
  }

  private Elements elements() {
    return processingEnv.getElementUtils();
  }
}
