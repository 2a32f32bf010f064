package dev.runnel.processor.analysis;

import com.palantir.javapoet.ClassName;
import dev.runnel.processor.analysis.bind.FallbackCycles;
import dev.runnel.processor.analysis.bind.FallbackNames;
import dev.runnel.processor.analysis.bind.FromNames;
import dev.runnel.processor.analysis.bind.StepLookup;
import dev.runnel.processor.analysis.check.AbstractMethods;
import dev.runnel.processor.analysis.check.ChainClassCheck;
import dev.runnel.processor.analysis.check.ConstructorRoom;
import dev.runnel.processor.analysis.check.MissingTypes.Missing;
import dev.runnel.processor.analysis.check.PromptSchemas;
import dev.runnel.processor.analysis.check.RepeatedTools;
import dev.runnel.processor.analysis.emit.ClassModels;
import dev.runnel.processor.analysis.emit.GeneratedAnnotations;
import dev.runnel.processor.analysis.emit.StandIns;
import dev.runnel.processor.analysis.read.ChainClassContext;
import dev.runnel.processor.analysis.read.ChainReader;
import dev.runnel.processor.analysis.read.ChainReading;
import dev.runnel.processor.analysis.read.Guards;
import dev.runnel.processor.analysis.read.Member;
import dev.runnel.processor.analysis.read.Members;
import dev.runnel.processor.analysis.read.Memories;
import dev.runnel.processor.analysis.read.Signatures;
import dev.runnel.processor.analysis.read.StepReader;
import dev.runnel.processor.analysis.read.StepReading;
import dev.runnel.processor.diagnostic.ClassProblems;
import dev.runnel.processor.diagnostic.Problem;
import dev.runnel.processor.diagnostic.Report;
import dev.runnel.processor.model.BrokenMethod;
import dev.runnel.processor.model.Chain;
import dev.runnel.processor.model.ChainClass;
import dev.runnel.processor.model.NameConstants;
import dev.runnel.processor.model.StandIn;
import dev.runnel.processor.model.StepKind;
import dev.runnel.processor.types.TypeSystem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/**
 * Analyses one chain class: reads its steps and chains, binds and checks them, and makes its model.
 * Valid for one round of processing.
 */
public final class ChainClassAnalysis {
  private final ChainClassContext context;
  private final GeneratedAnnotations annotations;
  private final List<Member> members;
  private final List<StepReading> steps = new ArrayList<>();
  private final List<ChainReading> chains = new ArrayList<>();
  private final Report report = new Report();

  private ChainClassAnalysis(ChainClassContext context, GeneratedAnnotations annotations) {
    this.context = context;
    this.annotations = annotations;
    this.members = Members.of(context);
  }

  /**
   * Analyses a class.
   *
   * @param elements the compiler's elements
   * @param types the type system
   * @param type the class; it declares steps or chains
   * @param annotations what to put on generated classes
   * @param allSchemas whether each chain gets its schemas that has some
   * @return the model, if a class can be generated, and what is wrong
   */
  public static AnalyzedClass of(
      Elements elements,
      TypeSystem types,
      TypeElement type,
      GeneratedAnnotations annotations,
      boolean allSchemas) {
    return new ChainClassAnalysis(
            new ChainClassContext(elements, types, type, allSchemas), annotations)
        .run();
  }

  /**
   * Says what is wrong with a class that uses types which do not exist, and describes what stands
   * in for the generated one.
   *
   * @param elements the compiler's elements
   * @param types the type system
   * @param type the class
   * @param missing the types
   * @param hasNames whether there are constants of what can be named in the class
   * @return an error for each type
   */
  public static AnalyzedClass ofMissing(
      Elements elements,
      TypeSystem types,
      TypeElement type,
      List<Missing> missing,
      boolean hasNames) {
    ChainClassContext context = new ChainClassContext(elements, types, type);
    Report report = new Report();
    missing.forEach(each -> report.add(problem(context, each, hasNames)));
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

  private static Problem problem(ChainClassContext context, Missing missing, boolean hasNames) {
    List<String> names =
        hasNames && missing.attribute() != null
            ? StepNames.by(context, missing.attribute())
            : List.of();
    if (names.isEmpty()) {
      return ClassProblems.missingType(missing.position(), context.className(), missing.name());
    }
    String constants = NameConstants.generatedName(ClassName.get(context.chainClass()));
    return ClassProblems.missingName(
        missing.position(),
        context.className(),
        missing.name(),
        "In " + constants + " there are: " + String.join(", ", names) + ".");
  }

  private AnalyzedClass run() {
    boolean declares = members.stream().anyMatch(ChainReader::isChain);
    ChainClassCheck check = new ChainClassCheck(context, report);
    if (declares && !check.hasRuntime()) {
      return new AnalyzedClass(context.chainClass(), Optional.empty(), Optional.empty(), report);
    }
    if (declares) {
      check.check();
      check.checkComponents(new ConstructorRoom(context, members));
    }
    Optional<String> wrongClass = report.firstError();
    Guards guards = read();
    if (!declares) {
      new AbstractMethods(context, report).findForgottenChain(members);
    }
    Optional<ChainClass> model = declares ? Optional.of(model(guards)) : Optional.empty();
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

  private Guards read() {
    for (Member member : members) {
      if (ChainReader.isChain(member)) {
        chains.add(ChainReader.read(context, member));
      } else if (StepReader.isStep(member)) {
        steps.add(StepReader.read(context, member));
      }
    }
    Guards guards = Guards.read(context, members, report);
    steps.stream()
        .filter(step -> context.declares(step.member()))
        .forEach(step -> report.addAll(step.report()));
    return guards;
  }

  private ChainClass model(Guards declared) {
    StepLookup lookup = new StepLookup(context, members, steps, chains);
    Set<String> misread = FromNames.check(lookup, steps, chains, report);
    Guards known = FallbackNames.check(declared, lookup, report);
    Guards guards = FallbackCycles.check(lookup, known, members, chains, report);
    Memories memories = Memories.read(context, members, steps, report);
    List<Chain> models =
        new Chains(context, lookup, misread, guards, steps, chains, report).models(chains);
    PromptSchemas.check(steps, models, report);
    RepeatedTools.check(context, lookup, guards, report);
    return new ClassModels(context, annotations)
        .of(members, steps, memories, abstractOnes(models), brokenMethods());
  }

  /** A chain with a body by mistake is reported, and cannot be generated. */
  private List<Chain> abstractOnes(List<Chain> models) {
    return IntStream.range(0, models.size())
        .filter(i -> chains.get(i).member().isAbstract())
        .mapToObj(models::get)
        .toList();
  }

  private List<BrokenMethod> brokenMethods() {
    List<BrokenMethod> broken = new ArrayList<>(new AbstractMethods(context, report).find(members));
    List<Member> components = new ConstructorRoom(context, members).components();
    for (StepReading step : steps) {
      if (step.member().isAbstract() && isWrong(step)) {
        if (!components.contains(step.member())) {
          broken.add(
              new BrokenMethod(
                  Signatures.of(step.member()), step.report().firstError().orElseThrow()));
        }
        if (!context.declares(step.member())) {
          report.addAll(step.report());
        }
      }
    }
    return broken;
  }

  private static boolean isWrong(StepReading step) {
    return step.declared()
        .map(declared -> declared.kind() == StepKind.PROMPT && step.prompt().isEmpty())
        .orElse(true);
  }
}
