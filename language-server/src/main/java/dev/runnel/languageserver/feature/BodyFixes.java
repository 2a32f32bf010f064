package dev.runnel.languageserver.feature;

import dev.runnel.languageserver.feature.Fix.Change;
import dev.runnel.languageserver.index.Index;
import dev.runnel.languageserver.index.Span;
import dev.runnel.languageserver.index.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes classes and methods such that the generated class can extend and override them. */
final class BodyFixes {
  private static final Pattern SEALED = Pattern.compile("\\bsealed\\s+");
  private static final Pattern PERMITS = Pattern.compile("\\s*\\bpermits\\b[^{]*(?=\\s\\{|\\{)");

  private BodyFixes() {}

  /** Takes a method's body away. */
  static List<Fix> removeBody(Broken broken) {
    return broken
        .method("chain")
        .or(() -> broken.method("step"))
        .map(
            method ->
                List.of(
                    Fix.guess(
                        "Remove the body of '" + method.name() + "'", withoutBody(broken, method))))
        .orElse(List.of());
  }

  private static List<Change> withoutBody(Broken broken, Index.Method method) {
    String text = broken.text();
    int from =
        method.parameters().isEmpty()
            ? method.nameSpan().end()
            : method.parameters().get(method.parameters().size() - 1).nameSpan().end();
    int brace = text.indexOf('{', from);
    if (brace < 0 || brace > method.whole().end()) {
      return List.of();
    }
    int head = brace;
    while (Character.isWhitespace(text.charAt(head - 1))) {
      head--;
    }
    List<Change> changes = new ArrayList<>();
    changes.add(new Change(new Span(head, method.whole().end()), ";"));
    boolean isInterface = broken.type().filter(Index.Type::isInterface).isPresent();
    if (!isInterface) {
      changes.add(Change.insert(method.returns().start(), "abstract "));
      return changes;
    }
    Span word = Tokens.find(text, "default", method.modifiers().start(), method.returns().start());
    if (word.exists()) {
      changes.add(new Change(new Span(word.start(), method.returns().start()), ""));
    }
    return changes;
  }

  /** Makes a class abstract, and with it its chains and prompts. */
  static List<Fix> abstractClass(Broken broken) {
    Optional<Index.Type> type = broken.type().filter(found -> !found.isInterface());
    if (type.isEmpty()) {
      return List.of();
    }
    Span word =
        Tokens.find(
            broken.text(), "class", type.get().whole().start(), type.get().nameSpan().start());
    if (!word.exists()) {
      return List.of();
    }
    List<Change> changes = new ArrayList<>();
    changes.add(Change.insert(word.start(), "abstract "));
    for (Index.Method method : broken.index().methods()) {
      boolean isGenerated =
          method.annotation("Chain").isPresent() || method.annotation("Prompt").isPresent();
      if (isGenerated && method.in().equals(type.get().name())) {
        changes.addAll(withoutBody(broken, method));
      }
    }
    return List.of(Fix.guess("Make it abstract", changes));
  }

  /** Opens a class that is sealed. */
  static List<Fix> unsealed(Broken broken) {
    return broken
        .type()
        .map(
            type -> {
              List<Change> changes = new ArrayList<>();
              Matcher sealed = SEALED.matcher(broken.text());
              sealed.region(type.whole().start(), type.nameSpan().start());
              if (sealed.find()) {
                changes.add(new Change(new Span(sealed.start(), sealed.end()), ""));
              }
              Matcher permits = PERMITS.matcher(broken.text());
              permits.region(type.nameSpan().end(), type.whole().end());
              if (permits.find()) {
                changes.add(new Change(new Span(permits.start(), permits.end()), ""));
              }
              return List.of(Fix.guess("Remove 'sealed'", changes));
            })
        .orElse(List.of());
  }

  /** Opens a constructor. */
  static List<Fix> visibleConstructor(Broken broken) {
    return broken
        .type()
        .map(
            type -> {
              String simple = type.name().substring(type.name().lastIndexOf('.') + 1);
              Matcher constructor =
                  Pattern.compile("\\bprivate\\s+(?=" + Pattern.quote(simple) + "\\s*\\()")
                      .matcher(broken.text());
              constructor.region(type.whole().start(), type.whole().end());
              return constructor.find()
                  ? List.of(
                      Fix.guess(
                          "Remove 'private' from the constructor",
                          new Change(new Span(constructor.start(), constructor.end()), "")))
                  : List.<Fix>of();
            })
        .orElse(List.of());
  }
}
