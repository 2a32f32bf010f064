package dev.runnel.processor;

import dev.runnel.processor.analysis.emit.Analyzed;
import dev.runnel.processor.diagnostic.Report;
import dev.runnel.processor.generate.GeneratedSource;
import dev.runnel.processor.generate.Surroundings;
import java.lang.annotation.Annotation;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/**
 * Generates a class beside each type that an annotation asks for: one file for each. A type that
 * needs others which do not exist waits for the next round. Not thread-safe.
 *
 * @param <M> describes a class to generate
 */
final class BesideProcessing<M> {
  /** Writes a class, and adds to the report why it could not. */
  interface Writer {
    void write(TypeElement type, GeneratedSource source, Report report);
  }

  /** Makes the source of a class. */
  interface Generator<M> {
    GeneratedSource generate(M model, Surroundings surroundings, Element origin);
  }

  private final Class<? extends Annotation> annotation;
  private final Generator<M> generator;
  private final Writer writer;
  private final BiConsumer<TypeElement, Report> printer;
  private final Set<String> waiting = new LinkedHashSet<>();

  BesideProcessing(
      Class<? extends Annotation> annotation,
      Generator<M> generator,
      Writer writer,
      BiConsumer<TypeElement, Report> printer) {
    this.annotation = annotation;
    this.generator = generator;
    this.writer = writer;
    this.printer = printer;
  }

  /** Lists the types that are new, and those that waited. */
  Set<TypeElement> take(RoundEnvironment round, Elements elements) {
    Set<TypeElement> types = new LinkedHashSet<>();
    for (String name : waiting) {
      TypeElement type = elements.getTypeElement(name);
      if (type != null) {
        types.add(type);
      }
    }
    waiting.clear();
    for (Element element : round.getElementsAnnotatedWith(annotation)) {
      Element type = element instanceof TypeElement ? element : element.getEnclosingElement();
      if (type instanceof TypeElement known && !Kotlin.isSynthetic(known)) {
        types.add(known);
      }
    }
    return types;
  }

  /**
   * Generates a class.
   *
   * @param analysis says what to generate
   * @param isOver whether what is missing never comes
   * @param isLast whether javac would complain of a class that is written now
   */
  void process(
      TypeElement type,
      ProcessingEnvironment environment,
      Function<TypeElement, Analyzed<M>> analysis,
      boolean isOver,
      boolean isLast) {
    Elements elements = environment.getElementUtils();
    Analyzed<M> analyzed = analysis.apply(type);
    if (analyzed.isIncomplete() && !isOver) {
      waiting.add(type.getQualifiedName().toString());
      return;
    }
    if (!isLast || Eclipse.compiles(elements)) {
      analyzed
          .model()
          .map(model -> generator.generate(model, Surroundings.of(type, elements), type))
          .ifPresent(source -> writer.write(type, source, analyzed.report()));
    }
    printer.accept(type, analyzed.report());
  }
}
