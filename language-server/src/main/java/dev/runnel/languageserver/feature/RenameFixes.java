package dev.runnel.languageserver.feature;

import dev.runnel.languageserver.facts.Facts;
import dev.runnel.languageserver.feature.Fix.Change;
import dev.runnel.languageserver.index.Index;
import dev.runnel.languageserver.index.Placeholders;
import dev.runnel.languageserver.index.Placeholders.Placeholder;
import dev.runnel.languageserver.index.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Follows a rename in the strings and placeholders that it left behind. */
final class RenameFixes {
  /** How many guesses are tried: each costs a compilation. */
  private static final int GUESSES = 6;

  private RenameFixes() {}

  /** Follows a method: in the string that is marked, and in all of its class. */
  static List<Fix> follow(Broken broken) {
    Optional<String> name = renamed(broken);
    if (name.isEmpty()) {
      return List.of();
    }
    List<Change> all = changes(broken, name.get());
    List<Change> here =
        all.stream()
            .filter(change -> change.span().start() >= broken.span().start())
            .filter(change -> change.span().end() <= broken.span().end())
            .toList();
    List<Fix> fixes = new ArrayList<>();
    if (!all.isEmpty()) {
      fixes.add(new Fix("Rename here, too: '" + name.get() + "'" + places(all), all));
    }
    if (!here.isEmpty() && here.size() < all.size()) {
      fixes.add(new Fix("Rename only here: '" + name.get() + "'", here));
    }
    return fixes;
  }

  private static Optional<String> renamed(Broken broken) {
    return broken
        .type()
        .flatMap(
            type ->
                missing(broken).flatMap(name -> broken.analysis().renames().of(type.name(), name)));
  }

  private static Optional<String> missing(Broken broken) {
    return broken.value("name").or(() -> broken.value("source"));
  }

  /** Puts a name in place of the one that is missing, wherever the class says that. */
  private static List<Change> changes(Broken broken, String name) {
    Optional<String> old = missing(broken);
    return methods(broken)
        .flatMap(method -> method.names().stream())
        .filter(text -> old.filter(text.value()::equals).isPresent())
        .map(text -> new Change(text.content(), name))
        .toList();
  }

  private static Stream<Index.Method> methods(Broken broken) {
    return broken.index().methods().stream()
        .filter(
            method -> broken.type().filter(type -> type.name().equals(method.in())).isPresent());
  }

  private static String places(List<Change> all) {
    return all.size() == 1 ? "" : ", in " + all.size() + " places";
  }

  /** Names a step that nothing names, where nobody saw the rename. */
  static List<Fix> toUnnamedStep(Broken broken) {
    return toUnnamed(
        broken,
        broken
            .type()
            .flatMap(type -> broken.analysis().facts().of(type.name()))
            .map(Facts.ChainClass::steps)
            .orElse(List.of())
            .stream()
            .filter(Predicate.not(Facts.Offered::chain))
            .map(Facts.Offered::name));
  }

  /** Names a tool that nothing names. */
  static List<Fix> toUnnamedTool(Broken broken) {
    return toUnnamed(
        broken,
        methods(broken)
            .filter(method -> method.annotation("Tool").isPresent())
            .map(Index.Method::name));
  }

  /** Names a method without annotations that nothing names. */
  static List<Fix> toUnnamedMethod(Broken broken) {
    return toUnnamed(
        broken,
        methods(broken).filter(method -> method.annotations().isEmpty()).map(Index.Method::name));
  }

  private static List<Fix> toUnnamed(Broken broken, Stream<String> candidates) {
    if (renamed(broken).isPresent()) {
      return List.of();
    }
    Set<String> named =
        methods(broken)
            .flatMap(method -> method.names().stream())
            .map(Index.Text::value)
            .collect(Collectors.toSet());
    return candidates
        .filter(Predicate.not(named::contains))
        .distinct()
        .map(name -> changed(broken, name, changes(broken, name)))
        .flatMap(Optional::stream)
        .limit(GUESSES)
        .toList();
  }

  /** Guesses what a name was changed to, unless "did you mean" says the same. */
  private static Optional<Fix> changed(Broken broken, String name, List<Change> all) {
    boolean isSaid = all.size() == 1 && broken.value("nearest").filter(name::equals).isPresent();
    return all.isEmpty() || isSaid
        ? Optional.empty()
        : Optional.of(Fix.guess("Change to '" + name + "'" + places(all), all));
  }

  /** Follows a parameter of a prompt. */
  static List<Fix> followParameter(Broken broken) {
    Optional<String> name = renamedParameter(broken);
    List<Change> all = name.map(other -> placeholders(broken, other)).orElse(List.of());
    return all.isEmpty()
        ? List.of()
        : List.of(new Fix("Rename here, too: '" + name.get() + "'" + places(all), all));
  }

  private static Optional<String> renamedParameter(Broken broken) {
    return broken
        .method()
        .flatMap(
            prompt ->
                broken
                    .placeholder()
                    .flatMap(
                        placeholder ->
                            broken
                                .analysis()
                                .renames()
                                .of(
                                    Renames.Known.parametersOf(prompt.in(), prompt.name()),
                                    placeholder.first())));
  }

  /** Names the only parameter of a prompt that no placeholder names. */
  static List<Fix> toUnnamedParameter(Broken broken) {
    Set<String> named =
        inTemplates(broken).stream().map(Placeholder::first).collect(Collectors.toSet());
    List<String> unnamed =
        broken.method().stream()
            .flatMap(prompt -> prompt.parameters().stream())
            .map(Index.Parameter::name)
            .filter(Predicate.not(named::contains))
            .toList();
    return unnamed.size() != 1 || renamedParameter(broken).isPresent()
        ? List.of()
        : changed(broken, unnamed.get(0), placeholders(broken, unnamed.get(0))).stream().toList();
  }

  /** Puts a name in place of that of the placeholder that is wrong, wherever it stands. */
  private static List<Change> placeholders(Broken broken, String name) {
    Optional<String> old = broken.placeholder().map(Placeholder::first);
    return inTemplates(broken).stream()
        .filter(each -> old.filter(each.first()::equals).isPresent())
        .map(
            each -> {
              int start = each.span().start();
              return new Change(new Span(start, start + each.first().length()), name);
            })
        .toList();
  }

  private static List<Placeholder> inTemplates(Broken broken) {
    return broken.method().flatMap(prompt -> prompt.annotation("Prompt")).stream()
        .flatMap(prompt -> prompt.texts().stream())
        .flatMap(template -> Placeholders.in(broken.text(), template.content()).stream())
        .toList();
  }
}
