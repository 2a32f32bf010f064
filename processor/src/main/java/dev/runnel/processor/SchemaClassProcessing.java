package dev.runnel.processor;

import dev.runnel.annotations.WithSchema;
import dev.runnel.processor.analysis.emit.GeneratedAnnotations;
import dev.runnel.processor.analysis.emit.SchemaClasses;
import dev.runnel.processor.analysis.emit.SchemaClasses.Analyzed;
import dev.runnel.processor.diagnostic.Report;
import dev.runnel.processor.generate.GeneratedSource;
import dev.runnel.processor.generate.SchemaClassGenerator;
import dev.runnel.processor.generate.Surroundings;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.BiConsumer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/**
 * Generates the classes of types with a schema: one file for each. A type that needs others which
 * do not exist waits for the next round. Not thread-safe.
 */
final class SchemaClassProcessing {
  /** Writes a class, and adds to the report why it could not. */
  interface Writer {
    void write(TypeElement type, GeneratedSource source, Report report);
  }

  private final Writer writer;
  private final BiConsumer<TypeElement, Report> printer;
  private final Set<String> waiting = new LinkedHashSet<>();

  SchemaClassProcessing(Writer writer, BiConsumer<TypeElement, Report> printer) {
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
    for (Element element : round.getElementsAnnotatedWith(WithSchema.class)) {
      if (element instanceof TypeElement type) {
        types.add(type);
      }
    }
    return types;
  }

  /**
   * Generates a class.
   *
   * @param isOver whether what is missing never comes
   * @param isLast whether javac would complain of a class that is written now
   */
  void process(
      TypeElement type,
      ProcessingEnvironment environment,
      GeneratedAnnotations annotations,
      boolean isOver,
      boolean isLast) {
    Elements elements = environment.getElementUtils();
    Analyzed analyzed =
        new SchemaClasses(elements, environment.getTypeUtils(), annotations).of(type);
    if (analyzed.isIncomplete() && !isOver) {
      waiting.add(type.getQualifiedName().toString());
      return;
    }
    if (!isLast || Eclipse.compiles(elements)) {
      analyzed
          .model()
          .map(model -> SchemaClassGenerator.generate(model, Surroundings.of(type, elements), type))
          .ifPresent(source -> writer.write(type, source, analyzed.report()));
    }
    printer.accept(type, analyzed.report());
  }
}
