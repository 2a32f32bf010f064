package dev.runnel.languageserver.feature;

import dev.runnel.languageserver.feature.Fix.Change;
import dev.runnel.languageserver.index.Index;
import dev.runnel.languageserver.index.Placeholders;
import dev.runnel.languageserver.index.Placeholders.Placeholder;
import dev.runnel.languageserver.index.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Follows a rename in the strings and placeholders that it left behind. */
final class RenameFixes {
  private RenameFixes() {}

  /** Follows a method: in the string that is marked, and in all of its class. */
  static List<Fix> follow(Broken broken) {
    Optional<String> old = broken.value("name");
    Optional<String> name =
        broken
            .type()
            .flatMap(
                type -> old.flatMap(each -> broken.analysis().renames().of(type.name(), each)));
    if (name.isEmpty()) {
      return List.of();
    }
    List<Change> all = new ArrayList<>();
    for (Index.Method method : broken.index().methods()) {
      for (Index.Annotation annotation : method.annotations()) {
        annotation.texts().stream()
            .filter(text -> !annotation.name().equals("Prompt"))
            .filter(text -> old.filter(text.value()::equals).isPresent())
            .forEach(text -> all.add(new Change(text.content(), name.get())));
      }
    }
    List<Change> here =
        all.stream()
            .filter(change -> change.span().start() >= broken.span().start())
            .filter(change -> change.span().end() <= broken.span().end())
            .toList();
    return fixes(here, all, name.get());
  }

  /** Follows a parameter of a prompt. */
  static List<Fix> followParameter(Broken broken) {
    Optional<Index.Method> prompt = broken.method();
    Optional<Placeholder> placeholder = broken.placeholder();
    if (prompt.isEmpty() || placeholder.isEmpty()) {
      return List.of();
    }
    String old = placeholder.get().first();
    Optional<String> name =
        broken
            .analysis()
            .renames()
            .of(Renames.Known.parametersOf(prompt.get().in(), prompt.get().name()), old);
    if (name.isEmpty()) {
      return List.of();
    }
    List<Change> all = new ArrayList<>();
    for (Index.Text template :
        prompt.get().annotation("Prompt").map(Index.Annotation::texts).orElse(List.of())) {
      for (Placeholder each : Placeholders.in(broken.text(), template.content())) {
        if (each.first().equals(old)) {
          int start = each.span().start();
          all.add(new Change(new Span(start, start + old.length()), name.get()));
        }
      }
    }
    return fixes(List.of(), all, name.get());
  }

  private static List<Fix> fixes(List<Change> here, List<Change> all, String name) {
    List<Fix> fixes = new ArrayList<>();
    if (!all.isEmpty()) {
      String places = all.size() == 1 ? "" : ", in " + all.size() + " places";
      fixes.add(new Fix("Rename here, too: '" + name + "'" + places, all));
    }
    if (!here.isEmpty() && here.size() < all.size()) {
      fixes.add(new Fix("Rename only here: '" + name + "'", here));
    }
    return fixes;
  }
}
