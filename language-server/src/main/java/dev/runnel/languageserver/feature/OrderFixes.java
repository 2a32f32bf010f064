package dev.runnel.languageserver.feature;

import dev.runnel.languageserver.feature.Fix.Change;
import dev.runnel.languageserver.index.Index;
import dev.runnel.languageserver.index.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Puts the steps that a chain or a fallback names into another order, or takes one out. */
final class OrderFixes {
  /** What stands between two names that can change places. */
  private static final Pattern BETWEEN = Pattern.compile("\"\\s*,\\s*\"");

  private OrderFixes() {}

  /** Swaps two steps near the one that is marked, or at the chain's beginning or end. */
  static List<Fix> swap(Broken broken) {
    Optional<Index.Method> chain = broken.method("chain").or(broken::method);
    List<Index.Text> names = names(chain, "Chain");
    int marked = marked(broken, names);
    List<Fix> fixes = new ArrayList<>();
    for (int i = 0; i + 1 < names.size(); i++) {
      boolean isNear =
          marked < 0 ? i == 0 || i + 2 == names.size() : i <= marked && i + 2 >= marked;
      if (isNear) {
        swapped(broken.text(), names.get(i), names.get(i + 1)).ifPresent(fixes::add);
      }
    }
    return fixes;
  }

  private static Optional<Fix> swapped(String text, Index.Text one, Index.Text other) {
    Span between = new Span(one.content().end(), other.content().start());
    return BETWEEN.matcher(text.substring(between.start(), between.end())).matches()
        ? Optional.of(
            Fix.guess(
                "Swap '" + one.value() + "' and '" + other.value() + "'",
                List.of(
                    new Change(one.content(), other.value()),
                    new Change(other.content(), one.value()))))
        : Optional.empty();
  }

  /** Puts a step that is read before the one that reads it. */
  static List<Fix> putBefore(Broken broken) {
    List<Index.Text> names = names(broken.method("chain"), "Chain");
    Optional<Index.Text> reader = named(names, broken.value("step"));
    Optional<String> source = broken.value("source");
    if (reader.isEmpty() || source.isEmpty()) {
      return List.of();
    }
    List<Change> changes = new ArrayList<>();
    changes.add(Change.insert(reader.get().content().start() - 1, "\"" + source.get() + "\", "));
    named(names, source)
        .ifPresent(later -> changes.add(without(broken.text(), names, names.indexOf(later))));
    return List.of(
        Fix.guess("Put '" + source.get() + "' before '" + reader.get().value() + "'", changes));
  }

  /** Takes the step that is marked out of a chain. */
  static List<Fix> takeOut(Broken broken) {
    return takeOut(broken, "Chain");
  }

  /** Takes one chain out of another, where each of them is a step of the next. */
  static List<Fix> breakCycle(Broken broken) {
    List<String> cycle = List.of(broken.value("path").orElse("").split(" -> "));
    List<Fix> fixes = new ArrayList<>();
    for (int i = 0; i + 1 < cycle.size(); i++) {
      Optional<Index.Method> outer = broken.methodNamed(cycle.get(i));
      String inner = cycle.get(i + 1);
      List<Index.Text> names = names(outer, "Chain");
      named(names, Optional.of(inner))
          .filter(found -> names.size() > 1)
          .ifPresent(
              found ->
                  fixes.add(
                      Fix.guess(
                          "Take '" + inner + "' out of '" + outer.orElseThrow().name() + "'",
                          without(broken.text(), names, names.indexOf(found)))));
    }
    return fixes;
  }

  /** Takes the step that is marked out of the fallbacks. */
  static List<Fix> takeOutOfFallbacks(Broken broken) {
    return takeOut(broken, "Fallback");
  }

  private static List<Fix> takeOut(Broken broken, String simple) {
    Optional<Index.Annotation> annotation =
        broken.method().flatMap(method -> method.annotation(simple));
    List<Index.Text> names = names(broken.method(), simple);
    int marked = marked(broken, names);
    if (annotation.isEmpty() || marked < 0) {
      return List.of();
    }
    String name = names.get(marked).value();
    if (names.size() > 1) {
      return List.of(Fix.guess("Take '" + name + "' out", without(broken.text(), names, marked)));
    }
    return simple.equals("Chain")
        ? List.of()
        : List.of(
            Fix.guess(
                "Remove @" + simple,
                AnnotationEdits.remove(broken.text(), annotation.get().whole())));
  }

  /** Takes a name away together with the comma before it, or behind the first. */
  private static Change without(String text, List<Index.Text> names, int index) {
    Span content = names.get(index).content();
    int start = content.start() - 1;
    int end = content.end() + 1;
    return index == 0
        ? new Change(new Span(start, text.indexOf('"', end)), "")
        : new Change(new Span(text.lastIndexOf(',', start), end), "");
  }

  /** Names all steps of the class, as they stand there. */
  static List<Fix> nameAll(Broken broken) {
    Optional<Index.Method> chain = broken.method("chain").or(() -> broken.method("method"));
    if (chain.isEmpty()) {
      return List.of();
    }
    List<String> steps =
        broken.index().methods().stream()
            .filter(method -> method.in().equals(chain.get().in()))
            .filter(Index.Method::isStep)
            .filter(Predicate.not(method -> method.annotation("Chain").isPresent()))
            .map(method -> "\"" + method.name() + "\"")
            .toList();
    if (steps.isEmpty()) {
      return List.of();
    }
    String names = steps.stream().collect(Collectors.joining(", "));
    String written = "@Chain(" + (steps.size() == 1 ? names : "{" + names + "}") + ")";
    Optional<Index.Annotation> empty = chain.get().annotation("Chain");
    List<Change> changes = new ArrayList<>();
    changes.add(
        empty.isPresent()
            ? new Change(empty.get().whole(), written)
            : Change.insert(chain.get().whole().start(), written + " "));
    changes.addAll(Imports.of(broken.text(), StepFixes.ANNOTATIONS + "Chain"));
    return List.of(Fix.guess("Let it be a chain of " + names.replace('"', '\''), changes));
  }

  private static List<Index.Text> names(Optional<Index.Method> method, String annotation) {
    return method
        .flatMap(found -> found.annotation(annotation))
        .map(found -> found.texts("value"))
        .orElse(List.of());
  }

  private static Optional<Index.Text> named(List<Index.Text> names, Optional<String> name) {
    return names.stream().filter(each -> name.filter(each.value()::equals).isPresent()).findFirst();
  }

  private static int marked(Broken broken, List<Index.Text> names) {
    return IntStream.range(0, names.size())
        .filter(i -> broken.span().contains(names.get(i).content().start()))
        .filter(i -> broken.span().start() >= names.get(i).content().start() - 1)
        .findFirst()
        .orElse(-1);
  }
}
