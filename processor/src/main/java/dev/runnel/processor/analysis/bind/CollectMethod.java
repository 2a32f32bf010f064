package dev.runnel.processor.analysis.bind;

import dev.runnel.processor.analysis.read.AnalysisContext;
import dev.runnel.processor.analysis.read.ChainSignature;
import dev.runnel.processor.analysis.read.Member;
import dev.runnel.processor.analysis.read.Members;
import dev.runnel.processor.analysis.read.Signatures;
import dev.runnel.processor.diagnostic.ChainProblems;
import dev.runnel.processor.diagnostic.Report;
import dev.runnel.processor.diagnostic.Suggestions;
import dev.runnel.processor.model.Conversion;
import dev.runnel.processor.model.WholeRule;
import dev.runnel.processor.model.Wholeness;
import dev.runnel.processor.types.TypeSystem;
import dev.runnel.processor.types.Words;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Finds the method that a chain names to collect its chunks, and checks that it fits. */
final class CollectMethod {
  private final AnalysisContext context;
  private final TypeSystem types;
  private final ChainSignature signature;
  private final TypeMirror chunk;
  private final TypeMirror list;
  private final Report report;
  private final String name;
  private @Nullable TypeMirror returned;

  CollectMethod(
      AnalysisContext context,
      ChainSignature signature,
      TypeMirror chunk,
      TypeMirror list,
      Report report) {
    this.context = context;
    this.types = context.types();
    this.signature = signature;
    this.chunk = chunk;
    this.list = list;
    this.report = report;
    this.name = signature.annotation().text("collect");
  }

  /** Returns what the method gives, boxed; null if it was not found. */
  @Nullable TypeMirror returned() {
    return returned;
  }

  /** Finds the method that makes what is wanted, or anything if that is null. */
  @Nullable Wholeness find(@Nullable TypeMirror wanted) {
    List<Member> members = Members.of(context);
    List<Member> named = members.stream().filter(member -> member.name().equals(name)).toList();
    if (named.isEmpty()) {
      report.add(
          ChainProblems.unknownCollect(
              signature.annotation().position("collect"),
              name,
              context.className(),
              signature.name(),
              suggestion(members)));
      return null;
    }
    List<String> reasons = new ArrayList<>();
    for (Member member : named) {
      String reason = reason(member, wanted);
      if (reason == null) {
        return wholeness(member, wanted);
      }
      reasons.add(reason);
    }
    reportMismatch(wanted, reasons.get(0));
    return null;
  }

  private String suggestion(List<Member> members) {
    List<String> candidates =
        members.stream()
            .filter(member -> member.type().getParameterTypes().size() == 1)
            .filter(member -> takesList(member) && !member.isAbstract())
            .map(Member::name)
            .distinct()
            .toList();
    String write =
        "Write a method that takes List<" + Words.simple(chunk) + "> and returns the whole.";
    return candidates.isEmpty()
        ? write
        : Suggestions.sentence(name, "The methods that take such a list", candidates);
  }

  private boolean takesList(Member member) {
    return types.conversion(list, member.type().getParameterTypes().get(0)) == Conversion.NONE;
  }

  /** Says why a method cannot collect; null if it can. */
  private @Nullable String reason(Member member, @Nullable TypeMirror wanted) {
    TypeMirror gives = member.type().getReturnType();
    if (member.has(Modifier.PRIVATE)) {
      return "it is private";
    }
    if (member.type().getParameterTypes().size() != 1 || !takesList(member)) {
      return "it does not take a List<" + Words.simple(chunk) + ">";
    }
    if (gives.getKind() == TypeKind.VOID
        || (wanted != null && types.conversion(gives, wanted) == null)) {
      return "it gives " + Words.of(gives);
    }
    return member.type().getThrownTypes().stream().anyMatch(types::isChecked)
        ? "it throws a checked exception"
        : null;
  }

  private Wholeness wholeness(Member member, @Nullable TypeMirror wanted) {
    TypeMirror gives = types.boxed(member.type().getReturnType());
    returned = gives;
    Conversion conversion = wanted == null ? Conversion.NONE : types.conversion(gives, wanted);
    return new Wholeness(
        new WholeRule.Collect(
            Signatures.of(member), types.name(chunk), member.has(Modifier.STATIC)),
        Conversion.NONE,
        types.name(chunk),
        types.name(gives),
        conversion == null ? Conversion.NONE : conversion,
        types.name(wanted == null ? gives : wanted));
  }

  private void reportMismatch(@Nullable TypeMirror wanted, String reason) {
    report.add(
        ChainProblems.collectMismatch(
            signature.annotation().position("collect"),
            name,
            signature.name(),
            reason,
            Words.simple(chunk),
            wanted == null ? "the whole" : Words.of(wanted)));
  }
}
