package dev.runnel.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.annotations.Chain;
import dev.runnel.processor.Compiled.Compiler;
import dev.runnel.processor.Compiled.Source;
import dev.runnel.processor.analysis.AnalyzedClass;
import dev.runnel.processor.analysis.ChainClassAnalysis;
import dev.runnel.processor.analysis.emit.GeneratedAnnotations;
import dev.runnel.processor.analysis.emit.GeneratedAnnotations.ComponentModel;
import dev.runnel.processor.model.ChainClass;
import dev.runnel.processor.model.Edge;
import dev.runnel.processor.model.Step;
import dev.runnel.processor.model.StepParameter;
import dev.runnel.processor.model.Wholeness;
import dev.runnel.processor.types.TypeSystem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/** Analyses sources, and tells the models in short texts. */
final class ModelOf {
  private final Map<String, ChainClass> models;

  private ModelOf(Map<String, ChainClass> models) {
    this.models = models;
  }

  /** Analyses a class in the package test; it must have no errors. */
  static ModelOf source(String name, String body) {
    Analyzer analyzer = new Analyzer();
    List<Compiled.Reported> reported =
        Compiled.report(Compiler.JAVAC, analyzer, List.of(), List.of(Source.of(name, body)));
    assertThat(reported)
        .filteredOn(each -> each.kind() == javax.tools.Diagnostic.Kind.ERROR)
        .isEmpty();
    return new ModelOf(analyzer.models);
  }

  ChainClass get(String name) {
    return models.get(name);
  }

  dev.runnel.processor.model.Chain chain(String name) {
    return models.values().stream()
        .flatMap(model -> model.chains().stream())
        .filter(chain -> chain.method().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Tells each step of a chain in one line, and the chain's whole in another. */
  List<String> told(String chain) {
    dev.runnel.processor.model.Chain model = chain(chain);
    List<String> lines =
        new java.util.ArrayList<>(model.steps().stream().map(step -> told(model, step)).toList());
    lines.add("= " + told(model.whole()));
    return lines;
  }

  private static String told(dev.runnel.processor.model.Chain chain, Step step) {
    String read =
        step.dataParameters().stream()
            .map(parameter -> told(chain, parameter))
            .collect(Collectors.joining(", "));
    return step.methodName()
        + "("
        + read
        + ") "
        + step.kind()
        + " reads "
        + step.reads()
        + " gives "
        + step.multiplicity()
        + " "
        + simple(step.chunkType());
  }

  private static String told(dev.runnel.processor.model.Chain chain, StepParameter parameter) {
    String source =
        parameter.source() == StepParameter.INPUT
            ? "INPUT"
            : chain.steps().get(parameter.source()).methodName();
    String how =
        parameter.edge() == Edge.WHOLE
            ? told(parameter.whole())
            : parameter.edge() + " " + parameter.conversion();
    return parameter.name()
        + " <- "
        + source
        + " "
        + how
        + (parameter.buffered() ? " buffered" : "");
  }

  static String told(Wholeness whole) {
    return simple(whole.rule())
        + " "
        + simple(whole.chunkType())
        + (whole.chunkConversion() == dev.runnel.processor.model.Conversion.NONE
            ? ""
            : " " + whole.chunkConversion())
        + " to "
        + simple(whole.ruleType())
        + (whole.conversion() == dev.runnel.processor.model.Conversion.NONE
            ? ""
            : " " + whole.conversion() + " " + simple(whole.type()));
  }

  private static String simple(Object named) {
    String text = named.toString();
    if (text.startsWith("Collect[")) {
      return "Collect";
    }
    return text.replaceAll("\\b[a-z][a-z.]*\\.([A-Z])", "$1")
        .replace("[]", "")
        .replace("Jokes.", "");
  }

  private static final class Analyzer extends AbstractProcessor {
    private final Map<String, ChainClass> models = new LinkedHashMap<>();

    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return Set.of(Chain.class.getName());
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      for (Element element : round.getElementsAnnotatedWith(Chain.class)) {
        TypeElement type = (TypeElement) element.getEnclosingElement();
        AnalyzedClass analyzed =
            ChainClassAnalysis.of(
                processingEnv.getElementUtils(),
                new TypeSystem(processingEnv.getElementUtils(), processingEnv.getTypeUtils()),
                type,
                new GeneratedAnnotations(
                    processingEnv.getElementUtils(), ComponentModel.SPRING, "test"),
                false);
        SourceClasses sources = new SourceClasses();
        ProblemPrinter printer = new ProblemPrinter(sources);
        sources.addAll(round.getRootElements());
        printer.print(processingEnv.getMessager(), type, analyzed.report());
        analyzed.model().ifPresent(model -> models.put(type.getSimpleName().toString(), model));
      }
      return false;
    }
  }
}
