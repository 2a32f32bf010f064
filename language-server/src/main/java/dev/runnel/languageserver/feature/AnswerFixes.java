package dev.runnel.languageserver.feature;

import dev.runnel.languageserver.feature.Fix.Change;
import dev.runnel.languageserver.index.Index;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says what models answer with, and lets chains give it. */
final class AnswerFixes {
  private static final Pattern QUOTED = Pattern.compile("'(\\w+)'");

  /** How many guesses are tried: each costs a compilation. */
  private static final int GUESSES = 6;

  private AnswerFixes() {}

  /** Names a type of this file. */
  static List<Fix> name(Broken broken) {
    Optional<Index.Annotation> answer =
        broken.method("step").flatMap(step -> step.annotation("Answer"));
    return answer.stream()
        .flatMap(
            annotation ->
                broken.index().types().stream()
                    .filter(type -> !broken.type().equals(Optional.of(type)))
                    .map(type -> type.name().substring(type.name().lastIndexOf('.') + 1))
                    .map(
                        type ->
                            Fix.guess(
                                "Answer with " + type,
                                new Change(annotation.whole(), "@Answer(" + type + ".class)"))))
        .limit(GUESSES)
        .toList();
  }

  /** Lets a chain stream the answer's text, and give the answer. */
  static List<Fix> read(Broken broken) {
    Optional<String> type = broken.value("type");
    return broken
        .value("reader")
        .map(QUOTED::matcher)
        .filter(Matcher::find)
        .flatMap(reader -> broken.methodNamed(reader.group(1)))
        .filter(chain -> chain.arguments().size() == 3 && type.isPresent())
        .map(
            chain -> {
              List<Change> changes = new ArrayList<>();
              changes.add(new Change(chain.arguments().get(1), "String"));
              changes.add(new Change(chain.arguments().get(2), type.get()));
              return List.of(
                  Fix.guess("Declare that it streams String and gives " + type.get(), changes));
            })
        .orElse(List.of());
  }
}
