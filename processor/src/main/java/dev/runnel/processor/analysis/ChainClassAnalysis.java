package dev.runnel.processor.analysis;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import dev.runnel.processor.analysis.bind.FallbackCycles;
import dev.runnel.processor.analysis.bind.StepLookup;
import dev.runnel.processor.analysis.check.AbstractMethods;
import dev.runnel.processor.analysis.check.ChainClassCheck;
import dev.runnel.processor.analysis.check.MissingTypes.Missing;
import dev.runnel.processor.analysis.emit.GeneratedAnnotations;
import dev.runnel.processor.analysis.emit.StandIns;
import dev.runnel.processor.analysis.read.AnalysisContext;
import dev.runnel.processor.analysis.read.ChainReader;
import dev.runnel.processor.analysis.read.ChainReading;
import dev.runnel.processor.analysis.read.Guards;
import dev.runnel.processor.analysis.read.Member;
import dev.runnel.processor.analysis.read.Members;
import dev.runnel.processor.analysis.read.Signatures;
import dev.runnel.processor.analysis.read.StepDeclaration;
import dev.runnel.processor.analysis.read.StepReader;
import dev.runnel.processor.analysis.read.StepReading;
import dev.runnel.processor.diagnostic.ClassProblems;
import dev.runnel.processor.diagnostic.Report;
import dev.runnel.processor.model.BrokenMethod;
import dev.runnel.processor.model.Chain;
import dev.runnel.processor.model.ChainClass;
import dev.runnel.processor.model.Component;
import dev.runnel.processor.model.ConstructorSignature;
import dev.runnel.processor.model.StandIn;
import dev.runnel.processor.model.StepKind;
import dev.runnel.processor.model.Visibility;
import dev.runnel.processor.types.TypeSystem;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/**
 * Analyses one chain class: reads its steps and chains, checks that they fit, and makes its model.
 * Valid for one round of processing.
 */
public final class ChainClassAnalysis {
  /** What the name of a generated class ends with. */
  private static final String SUFFIX = "Runnables";

  private final AnalysisContext context;
  private final GeneratedAnnotations annotations;
  private final Report report = new Report();

  private ChainClassAnalysis(AnalysisContext context, GeneratedAnnotations annotations) {
    this.context = context;
    this.annotations = annotations;
  }

  /**
   * Analyses a class.
   *
   * @param elements the compiler's elements
   * @param types the type system
   * @param type the class; it declares steps or chains
   * @param annotations what to put on generated classes
   * @return the model, if a class can be generated, and what is wrong
   */
  public static AnalyzedClass of(
      Elements elements, TypeSystem types, TypeElement type, GeneratedAnnotations annotations) {
    return new ChainClassAnalysis(new AnalysisContext(elements, types, type), annotations).run();
  }

  /**
   * Says what is wrong with a class that uses types which do not exist, and describes what stands
   * in for the generated one.
   *
   * @param elements the compiler's elements
   * @param types the type system
   * @param type the class
   * @param missing the types
   * @return an error for each type
   */
  public static AnalyzedClass ofMissing(
      Elements elements, TypeSystem types, TypeElement type, List<Missing> missing) {
    AnalysisContext context = new AnalysisContext(elements, types, type);
    Report report = new Report();
    missing.forEach(
        each ->
            report.add(
                ClassProblems.missingType(each.position(), context.className(), each.name())));
    List<Member> members = Members.of(context);
    Optional<StandIn> standIn =
        members.stream().anyMatch(ChainReader::isChain)
            ? StandIns.of(
                context,
                members,
                new ChainClassCheck(context, report).isExtendable(),
                report.firstError().orElseThrow())
            : Optional.empty();
    return new AnalyzedClass(type, Optional.empty(), standIn, report);
  }

  private AnalyzedClass run() {
    List<Member> members = Members.of(context);
    boolean declares = members.stream().anyMatch(ChainReader::isChain);
    ChainClassCheck check = new ChainClassCheck(context, report);
    if (declares && !check.hasRuntime()) {
      return new AnalyzedClass(context.chainClass(), Optional.empty(), Optional.empty(), report);
    }
    if (declares) {
      check.check();
    }
    Optional<String> wrongClass = report.firstError();
    List<StepReading> steps = new ArrayList<>();
    List<ChainReading> chains = new ArrayList<>();
    for (Member member : members) {
      if (ChainReader.isChain(member)) {
        chains.add(ChainReader.read(context, member));
      } else if (StepReader.isStep(member)) {
        steps.add(StepReader.read(context, member));
      }
    }
    Guards guards = Guards.read(context, members, report);
    steps.stream()
        .filter(step -> step.member().declaringClass().equals(context.chainClass()))
        .forEach(step -> report.addAll(step.report()));
    Optional<ChainClass> model =
        declares ? Optional.of(model(members, guards, steps, chains)) : Optional.empty();
    if (!declares || (wrongClass.isEmpty() && StandIns.isImplementable(context, members))) {
      return new AnalyzedClass(context.chainClass(), model, Optional.empty(), report);
    }
    String why = wrongClass.or(report::firstError).orElse("The class cannot be implemented.");
    return new AnalyzedClass(
        context.chainClass(),
        Optional.empty(),
        StandIns.of(context, members, check.isExtendable(), why),
        report);
  }

  private ChainClass model(
      List<Member> members, Guards guards, List<StepReading> steps, List<ChainReading> chains) {
    StepLookup lookup = new StepLookup(context, members, steps, chains);
    lookup.checkRequests(report);
    guards.checkNames(lookup, report);
    FallbackCycles.report(lookup, guards, members, chains, report);
    List<Chain> models = new Chains(context, lookup, guards, steps, chains, report).models(chains);
    TypeElement type = context.chainClass();
    ClassName name = ClassName.get(type);
    return new ChainClass(
        name,
        generatedName(name),
        TypeName.get(type.asType()),
        visibility(type),
        type.getKind() == ElementKind.INTERFACE,
        type.getTypeParameters().stream().map(TypeVariableName::get).toList(),
        constructors(type),
        annotations.of(type, members),
        steps.stream().map(ChainClassAnalysis::component).flatMap(Stream::ofNullable).toList(),
        steps.stream().map(StepReading::prompt).flatMap(Stream::ofNullable).toList(),
        abstractOnes(models, chains),
        broken(members, steps));
  }

  /** A chain with a body by mistake is reported, and cannot be generated. */
  private static List<Chain> abstractOnes(List<Chain> models, List<ChainReading> chains) {
    return IntStream.range(0, models.size())
        .filter(i -> chains.get(i).member().isAbstract())
        .mapToObj(models::get)
        .toList();
  }

  private List<BrokenMethod> broken(List<Member> members, List<StepReading> steps) {
    List<BrokenMethod> broken = new ArrayList<>(new AbstractMethods(context, report).find(members));
    for (StepReading step : steps) {
      boolean isPrompt = step.declaration() != null && step.declaration().kind() == StepKind.PROMPT;
      boolean wrong = step.declaration() == null || (isPrompt && step.prompt() == null);
      if (step.member().isAbstract() && wrong) {
        broken.add(
            new BrokenMethod(
                Signatures.of(step.member()), step.report().firstError().orElseThrow()));
        if (!step.member().declaringClass().equals(context.chainClass())) {
          report.addAll(step.report());
        }
      }
    }
    return broken;
  }

  private static @Nullable Component component(StepReading step) {
    StepDeclaration declaration = step.declaration();
    if (declaration == null
        || declaration.kind() == StepKind.METHOD
        || declaration.kind() == StepKind.PROMPT) {
      return null;
    }
    Member member = declaration.member();
    Component.Origin origin =
        declaration.kind() == StepKind.TRANSFORMER_METHOD
            ? Component.Origin.MADE_PER_RUN
            : member.isAbstract() ? Component.Origin.CONSTRUCTOR : Component.Origin.MADE_ONCE;
    return new Component(Signatures.of(member), origin, !member.has(Modifier.FINAL));
  }

  private List<ConstructorSignature> constructors(TypeElement type) {
    List<ConstructorSignature> visible =
        ElementFilter.constructorsIn(type.getEnclosedElements()).stream()
            .filter(constructor -> !constructor.getModifiers().contains(Modifier.PRIVATE))
            .map(Signatures::of)
            .toList();
    if (visible.size() > 1) {
      return visible;
    }
    ConstructorSignature only =
        visible.isEmpty() ? ConstructorSignature.plain(visibility(type)) : visible.get(0);
    return List.of(only.with(annotations.ofConstructor(only.annotations())));
  }

  public static String generatedName(ClassName name) {
    return String.join("_", name.simpleNames()) + SUFFIX;
  }

  public static Visibility visibility(TypeElement type) {
    Element at = type;
    while (at.getKind() != ElementKind.PACKAGE) {
      Element around = Objects.requireNonNull(at.getEnclosingElement());
      if (!around.getKind().isInterface() && !at.getModifiers().contains(Modifier.PUBLIC)) {
        return Visibility.PACKAGE;
      }
      at = around;
    }
    return Visibility.PUBLIC;
  }
}
