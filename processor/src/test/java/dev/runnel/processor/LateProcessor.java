package dev.runnel.processor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;

/** Another processor: it generates classes in its first round, and counts rounds. */
final class LateProcessor extends AbstractProcessor {
  private final List<Set<String>> rounds = new ArrayList<>();
  private final Map<String, String> classes = new LinkedHashMap<>();
  private final Set<String> annotations;

  /** Generates the class Late. */
  LateProcessor(String... annotations) {
    this.annotations = Set.of(annotations);
    generates(
        "Late",
        "class Late extends Exception { static final long serialVersionUID = 1; String getName() { return \"\"; } }");
  }

  /** Generates another class in the package test. */
  LateProcessor generates(String name, String text) {
    classes.put(name, "package test; " + text);
    return this;
  }

  /** Tells in which round, counted from one, a class was there to be processed. */
  int roundOf(String name) {
    return 1 + IntStream.range(0, rounds.size()).filter(i -> rounds.get(i).contains(name)).sum();
  }

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return annotations;
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    rounds.add(
        round.getRootElements().stream()
            .map(root -> root.getSimpleName().toString())
            .collect(Collectors.toSet()));
    if (rounds.size() == 1) {
      classes.forEach(this::write);
    }
    return !this.annotations.contains("*");
  }

  private void write(String name, String text) {
    try (Writer writer = processingEnv.getFiler().createSourceFile("test." + name).openWriter()) {
      writer.write(text);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
