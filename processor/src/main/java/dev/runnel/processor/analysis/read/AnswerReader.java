package dev.runnel.processor.analysis.read;

import dev.runnel.annotations.Answer;
import dev.runnel.processor.diagnostic.AnswerProblems;
import dev.runnel.processor.diagnostic.GuardProblems;
import dev.runnel.processor.diagnostic.Report;
import dev.runnel.processor.types.TypeNames;
import dev.runnel.processor.types.TypeSystem;
import dev.runnel.processor.types.Words;
import java.util.Optional;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Reads {@code @Answer}, and checks that it stands on a model. */
final class AnswerReader {
  private AnswerReader() {}

  /** Reads the annotation of a step; empty if it has none, or a wrong one, which is reported. */
  static Optional<DeclaredAnswer> read(TypeSystem types, Member member, Report report) {
    FoundAnnotation found = member.annotation(Answer.class);
    if (found == null) {
      return Optional.empty();
    }
    TypeMirror returned = member.type().getReturnType();
    if (!types.isA(returned, TypeNames.CHAT_MODEL)) {
      report.add(
          AnswerProblems.misplacedAnswer(
              found.position(), member.name(), "it returns " + Words.simple(returned)));
      return Optional.empty();
    }
    Number repairs = found.number("repairs");
    if (repairs != null && repairs.intValue() < 0) {
      report.add(
          GuardProblems.invalidPolicy(
              found.position("repairs"),
              found.name(),
              member.name(),
              "repairs is " + repairs,
              "It says how often to ask again: 0 for never."));
    }
    TypeMirror type = found.type("value");
    return Optional.of(
        new DeclaredAnswer(
            type == null || type.getKind() == TypeKind.VOID ? null : types.boxed(type),
            repairs == null ? 0 : repairs.intValue(),
            found.position()));
  }

  /** Reports the annotation of a method that is no step. */
  static void reportMisplaced(Member member, Report report) {
    FoundAnnotation found = member.annotation(Answer.class);
    if (found != null) {
      report.add(AnswerProblems.misplacedAnswer(found.position(), member.name(), "it is no step"));
    }
  }
}
