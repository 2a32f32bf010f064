package dev.runnel.languageserver.feature;

import dev.runnel.languageserver.feature.Fix.Change;
import dev.runnel.languageserver.index.Index;
import dev.runnel.languageserver.index.Span;
import dev.runnel.languageserver.index.Tokens;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Adds annotations, takes them away, and sets their values. */
final class AnnotationFixes {
  private static final Pattern QUOTED = Pattern.compile("'(\\w+)'");

  /** How many guesses are tried: each costs a compilation. */
  private static final int GUESSES = 6;

  private AnnotationFixes() {}

  /** Takes the annotation away that is marked. */
  static List<Fix> remove(Broken broken) {
    Span span = broken.span();
    if (!span.exists() || !broken.text().startsWith("@", span.start())) {
      return List.of();
    }
    return List.of(removal(broken, span));
  }

  /** Takes the annotation of a class away that asks for a schema. */
  static List<Fix> removeSchema(Broken broken) {
    return broken
        .type()
        .map(Index.Type::modifiers)
        .map(
            modifiers ->
                Tokens.find(broken.text(), "WithSchema", modifiers.start(), modifiers.end()))
        .filter(word -> word.exists() && broken.text().startsWith("@", word.start() - 1))
        .map(word -> List.of(removal(broken, new Span(word.start() - 1, word.end()))))
        .orElse(List.of());
  }

  /** Takes an agent's annotation away. */
  static List<Fix> removeAgent(Broken broken) {
    return broken
        .method("method")
        .flatMap(method -> method.annotation("Agent"))
        .map(agent -> List.of(removal(broken, agent.whole())))
        .orElse(List.of());
  }

  private static Fix removal(Broken broken, Span annotation) {
    Span name = Tokens.nameAt(broken.text(), annotation.start() + 1);
    return Fix.guess(
        "Remove @" + broken.text().substring(name.start(), name.end()),
        AnnotationEdits.remove(broken.text(), annotation));
  }

  /** Takes one of the two away that say what is read. */
  static List<Fix> readOne(Broken broken) {
    List<Fix> fixes = new ArrayList<>(remove(broken));
    Optional<Index.Method> method = broken.method();
    if (method.isPresent()) {
      int from = Math.max(0, broken.text().lastIndexOf(',', broken.span().start()));
      int to = method.get().whole().end();
      Span input =
          Tokens.find(broken.text(), "Input", Math.max(from, method.get().whole().start()), to);
      if (input.exists() && broken.text().startsWith("@", input.start() - 1)) {
        fixes.add(removal(broken, new Span(input.start() - 1, input.end())));
      }
    }
    return fixes;
  }

  /** Says of each parameter that nothing binds that it reads the input, or a step before. */
  static List<Fix> bindParameters(Broken broken) {
    Optional<Index.Method> step = broken.method("step");
    if (step.isEmpty()) {
      return List.of();
    }
    List<String> sources =
        QUOTED
            .matcher(broken.value("available").orElse(""))
            .results()
            .map(m -> m.group(1))
            .toList();
    List<Fix> fixes = new ArrayList<>();
    List<Index.Parameter> left = left(broken, step.get());
    left.forEach(parameter -> fixes.add(annotated(broken, parameter, "Input", "")));
    for (Index.Parameter parameter : left) {
      for (String source : sources) {
        fixes.add(annotated(broken, parameter, "From", "(\"" + source + "\")"));
      }
    }
    return fixes.subList(0, Math.min(GUESSES, fixes.size()));
  }

  /** Lets a parameter that says nothing read the input, or a step that is named before its own. */
  static List<Fix> readElsewhere(Broken broken) {
    Optional<Index.Method> step = broken.method("step");
    List<Index.Text> names =
        broken
            .method()
            .flatMap(chain -> chain.annotation("Chain"))
            .map(chain -> chain.texts("value"))
            .orElse(List.of());
    List<Fix> fixes = new ArrayList<>();
    for (Index.Parameter parameter : step.map(Index.Method::parameters).orElse(List.of())) {
      if (parameter.annotations().isEmpty()) {
        fixes.add(annotated(broken, parameter, "Input", ""));
        names.stream()
            .filter(name -> name.content().end() < broken.span().start())
            .forEach(
                name ->
                    fixes.add(annotated(broken, parameter, "From", "(\"" + name.value() + "\")")));
      }
    }
    return fixes.subList(0, Math.min(GUESSES, fixes.size()));
  }

  /** Says of all parameters that nothing binds that they read the input. */
  static List<Fix> readInput(Broken broken) {
    Optional<Index.Method> step = broken.method("step");
    List<Change> changes = new ArrayList<>();
    step.ifPresent(
        found ->
            left(broken, found)
                .forEach(
                    parameter -> changes.add(Change.insert(parameter.type().start(), "@Input "))));
    if (changes.isEmpty()) {
      return List.of();
    }
    changes.addAll(Imports.of(broken.text(), StepFixes.ANNOTATIONS + "Input"));
    return List.of(Fix.guess("Let each of them read the whole input: @Input", changes));
  }

  private static List<Index.Parameter> left(Broken broken, Index.Method step) {
    Set<String> names =
        Arrays.stream(broken.value("parameters").orElse("").split("\\W+"))
            .collect(Collectors.toSet());
    return step.parameters().stream().filter(each -> names.contains(each.name())).toList();
  }

  private static Fix annotated(
      Broken broken, Index.Parameter parameter, String annotation, String value) {
    List<Change> changes = new ArrayList<>();
    changes.add(Change.insert(parameter.type().start(), "@" + annotation + value + " "));
    changes.addAll(Imports.of(broken.text(), StepFixes.ANNOTATIONS + annotation));
    return Fix.guess("Annotate '" + parameter.name() + "' with @" + annotation + value, changes);
  }

  /** Leaves a value out, so that its default counts. */
  static List<Fix> leaveOut(Broken broken) {
    Optional<Index.Annotation> annotation =
        broken.method().stream()
            .flatMap(method -> method.annotations().stream())
            .filter(each -> each.whole().contains(broken.span().start()))
            .findFirst();
    if (annotation.isEmpty()) {
      return List.of();
    }
    Matcher attribute =
        Pattern.compile("(\\w+)\\s*=\\s*$")
            .matcher(
                broken.text().substring(annotation.get().whole().start(), broken.span().start()));
    return attribute.find()
        ? List.of(
            Fix.guess(
                "Leave out '" + attribute.group(1) + "'",
                AnnotationEdits.leaveOut(broken.text(), annotation.get(), attribute.group(1))))
        : List.of(removal(broken, annotation.get().whole()));
  }

  /** Lets a tool's result go back to the model. */
  static List<Fix> notDirect(Broken broken) {
    return broken
        .method("tool")
        .flatMap(
            tool ->
                tool.annotation("Tool")
                    .map(
                        found ->
                            Fix.guess(
                                "Remove 'returnDirect' from '" + tool.name() + "'",
                                AnnotationEdits.leaveOut(broken.text(), found, "returnDirect"))))
        .map(List::of)
        .orElse(List.of());
  }

  /** Says that a chain gets no schemas. */
  static List<Fix> withoutSchemas(Broken broken) {
    return ofChain(broken, "Say schemas = false", "schemas", "false", List.of());
  }

  /** Says that a chain need not stream. */
  static List<Fix> wholeIsEnough(Broken broken) {
    return ofChain(
        broken,
        "Say that '" + broken.value("chain").orElse("") + "' need not stream",
        "streams",
        "Streaming.WHOLE",
        Imports.of(broken.text(), StepFixes.ANNOTATIONS + "Streaming"));
  }

  private static List<Fix> ofChain(
      Broken broken, String title, String name, String value, List<Change> imports) {
    return broken
        .method("chain")
        .flatMap(method -> method.annotation("Chain"))
        .map(
            chain -> {
              List<Change> changes = new ArrayList<>(imports);
              changes.add(AnnotationEdits.set(broken.text(), chain, name, value));
              return List.of(Fix.guess(title, changes));
            })
        .orElse(List.of());
  }

  /** Says that texts which come one by one are pieces of one. */
  static List<Fix> pieces(Broken broken) {
    Optional<String> source =
        broken
            .value("source")
            .map(QUOTED::matcher)
            .filter(Matcher::find)
            .map(found -> found.group(1))
            .or(() -> lastStep(broken));
    return broken.index().methods().stream()
        .filter(method -> source.filter(method.name()::equals).isPresent())
        .flatMap(
            method ->
                method.annotations().stream()
                    .filter(each -> Set.of("Step", "StreamingStep").contains(each.name()))
                    .map(
                        each -> {
                          List<Change> changes =
                              new ArrayList<>(
                                  Imports.of(broken.text(), StepFixes.ANNOTATIONS + "Chunks"));
                          changes.add(
                              AnnotationEdits.set(broken.text(), each, "chunks", "Chunks.PIECES"));
                          return Fix.guess(
                              "Say that '" + method.name() + "' gives pieces of one text", changes);
                        }))
        .limit(1)
        .toList();
  }

  private static Optional<String> lastStep(Broken broken) {
    return broken
        .method("chain")
        .flatMap(method -> method.annotation("Chain"))
        .flatMap(chain -> chain.texts("value").stream().reduce((a, b) -> b))
        .map(Index.Text::value);
  }

  /** Lets a model remember by a memory that is declared. */
  static List<Fix> remember(Broken broken) {
    Optional<String> memory = broken.value("method");
    List<Change> imports = Imports.of(broken.text(), StepFixes.ANNOTATIONS + "Remember");
    return broken.index().methods().stream()
        .filter(method -> broken.type().filter(type -> type.name().equals(method.in())).isPresent())
        .filter(method -> method.annotation("Remember").isEmpty())
        .filter(method -> method.annotation("StreamingStep").isPresent() || isPlainStep(method))
        .filter(method -> method.parameters().isEmpty() && memory.isPresent())
        .limit(GUESSES)
        .map(
            method -> {
              List<Change> changes = new ArrayList<>(imports);
              changes.add(
                  Change.insert(method.whole().start(), "@Remember(\"" + memory.get() + "\") "));
              return Fix.guess("Let '" + method.name() + "' remember by it", changes);
            })
        .toList();
  }

  private static boolean isPlainStep(Index.Method method) {
    return method.annotation("Step").isPresent();
  }
}
