package dev.runnel.languageserver.feature;

import dev.runnel.languageserver.facts.Facts;
import dev.runnel.languageserver.index.Index;
import dev.runnel.languageserver.index.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import javax.lang.model.SourceVersion;

/** Writes and annotates steps. */
final class StepFixes {
  /** The package of the annotations, with the dot behind it. */
  static final String ANNOTATIONS = "dev.runnel.annotations.";

  private StepFixes() {}

  /** Lets a step read chunk by chunk. */
  static List<Fix> readChunks(Broken broken) {
    return replaced(broken, broken.method("step"), "Step", "StreamingStep", false);
  }

  private static List<Fix> replaced(
      Broken broken, Optional<Index.Method> method, String from, String to, boolean isGuess) {
    Optional<Index.Annotation> step = method.flatMap(each -> each.annotation(from));
    if (step.isEmpty()) {
      return List.of();
    }
    int name = broken.text().indexOf(from, step.get().whole().start());
    List<Fix.Change> changes = new ArrayList<>();
    changes.add(new Fix.Change(new Span(name, name + from.length()), to));
    changes.addAll(Imports.of(broken.text(), ANNOTATIONS + to));
    return List.of(new Fix("Annotate '" + method.get().name() + "' with @" + to, changes, isGuess));
  }

  /** Makes a method a step. */
  static List<Fix> annotate(Broken broken) {
    return broken
        .method("name")
        .map(
            method ->
                List.of(
                    annotated(broken, method, "Step", false),
                    annotated(broken, method, "StreamingStep", true)))
        .orElse(List.of());
  }

  /** Makes an abstract method a component. */
  static List<Fix> component(Broken broken) {
    return broken
        .method("method")
        .map(method -> List.of(annotated(broken, method, "StreamingStep", true)))
        .orElse(List.of());
  }

  private static Fix annotated(
      Broken broken, Index.Method method, String annotation, boolean isGuess) {
    List<Fix.Change> changes = new ArrayList<>();
    changes.add(Fix.Change.insert(method.whole().start(), "@" + annotation + " "));
    changes.addAll(Imports.of(broken.text(), ANNOTATIONS + annotation));
    return new Fix("Annotate '" + method.name() + "' with @" + annotation, changes, isGuess);
  }

  /** Lets a step read wholes. */
  static List<Fix> readWholes(Broken broken) {
    return replaced(broken, broken.method("step"), "StreamingStep", "Step", true);
  }

  /** Lets the step that is marked in a chain read chunk by chunk. */
  static List<Fix> readChunksAtMark(Broken broken) {
    Optional<String> name =
        broken.span().exists() && broken.text().startsWith("\"", broken.span().start())
            ? Optional.of(
                broken.text().substring(broken.span().start() + 1, broken.span().end() - 1))
            : Optional.empty();
    Optional<Index.Method> step =
        broken.index().methods().stream()
            .filter(method -> name.filter(method.name()::equals).isPresent())
            .findFirst();
    return replaced(broken, step, "Step", "StreamingStep", true);
  }

  /** Puts a model between a prompt and what reads an answer. */
  static List<Fix> putModelBetween(Broken broken) {
    boolean isPrompt = broken.value("gives").filter("ChatPrompt"::equals).isPresent();
    Optional<Index.Type> type = broken.type();
    boolean isInText = broken.text().startsWith("\"", broken.span().start());
    if (!isPrompt || type.isEmpty() || !isInText) {
      return List.of();
    }
    return broken.analysis().facts().of(type.get().name()).stream()
        .flatMap(found -> found.steps().stream())
        .filter(step -> step.whole() != null && !step.chain())
        .filter(step -> step.reads().equals(List.of("ChatPrompt")))
        .map(
            model ->
                new Fix(
                    "Put '" + model.name() + "' between them",
                    List.of(
                        Fix.Change.insert(broken.span().start(), "\"" + model.name() + "\", "))))
        .toList();
  }

  /** Writes the step that is missing, with the types that flow at its place. */
  static List<Fix> create(Broken broken) {
    Optional<String> name = broken.value("name").filter(StepFixes::isName);
    Optional<Index.Method> chain =
        broken.method().filter(method -> method.annotation("Chain").isPresent());
    if (name.isEmpty() || chain.isEmpty()) {
      return List.of();
    }
    List<Index.Text> names = chain.get().annotation("Chain").get().texts("value");
    OptionalInt index =
        IntStream.range(0, names.size())
            .filter(i -> broken.span().contains(names.get(i).content().start()))
            .findFirst();
    if (index.isEmpty()) {
      return List.of();
    }
    Optional<String> reads = reads(broken, chain.get(), names, index.getAsInt());
    Optional<String> gives = gives(broken, chain.get(), names, index.getAsInt());
    return reads.isEmpty() || gives.isEmpty()
        ? List.of()
        : List.of(written(broken, chain.get(), gives.get() + " " + name.get(), reads.get()));
  }

  /** Writes a step above a chain. */
  private static Fix written(Broken broken, Index.Method chain, String typeAndName, String reads) {
    String name = typeAndName.substring(typeAndName.lastIndexOf(' ') + 1);
    List<Fix.Change> changes = new ArrayList<>();
    changes.add(
        NewMethods.above(broken, chain, "@Step", typeAndName + "(" + reads + " input)", name));
    changes.addAll(Imports.of(broken.text(), ANNOTATIONS + "Step"));
    return new Fix("Create the step '" + name + "'", changes);
  }

  private static boolean isName(String name) {
    return SourceVersion.isName(name) && !name.contains(".");
  }

  private static Optional<String> reads(
      Broken broken, Index.Method chain, List<Index.Text> names, int index) {
    if (index == 0) {
      return broken
          .analysis()
          .offered(chain.in(), chain.name())
          .flatMap(declared -> declared.reads().stream().findFirst());
    }
    return broken
        .analysis()
        .offered(chain.in(), names.get(index - 1).value())
        .flatMap(step -> Optional.ofNullable(step.whole() == null ? step.gives() : step.whole()))
        .map(type -> type.equals("AiMessage") ? "String" : type);
  }

  private static Optional<String> gives(
      Broken broken, Index.Method chain, List<Index.Text> names, int index) {
    if (index == names.size() - 1) {
      return broken.analysis().offered(chain.in(), chain.name()).map(Facts.Offered::gives);
    }
    return broken
        .analysis()
        .offered(chain.in(), names.get(index + 1).value())
        .flatMap(step -> step.reads().stream().findFirst());
  }
}
