package dev.runnel.processor.analysis.bind;

import dev.runnel.processor.analysis.read.ChainClassContext;
import dev.runnel.processor.analysis.read.DeclaredChain;
import dev.runnel.processor.analysis.read.Member;
import dev.runnel.processor.analysis.read.Members;
import dev.runnel.processor.analysis.read.Signatures;
import dev.runnel.processor.analysis.read.WrittenName;
import dev.runnel.processor.diagnostic.ChainProblems;
import dev.runnel.processor.diagnostic.Result;
import dev.runnel.processor.diagnostic.Suggestion;
import dev.runnel.processor.diagnostic.Suggestions;
import dev.runnel.processor.diagnostic.TypeWords;
import dev.runnel.processor.model.Conversion;
import dev.runnel.processor.model.WholeRule;
import dev.runnel.processor.model.Wholeness;
import dev.runnel.processor.types.TypeNames;
import dev.runnel.processor.types.TypeSystem;
import dev.runnel.processor.types.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Finds the method that a chain names to collect its chunks, if one fits. */
final class CollectMethod {
  /**
   * The method that was found.
   *
   * @param gives what it gives, boxed
   * @param wholeness how it makes the whole of the chunks
   */
  record Found(TypeMirror gives, Wholeness wholeness) {}

  private final ChainClassContext context;
  private final TypeSystem types;
  private final DeclaredChain chain;
  private final WrittenName name;
  private final TypeMirror chunk;
  private final TypeMirror list;

  /** What the method has to make; null if anything will do. */
  private final @Nullable TypeMirror wanted;

  CollectMethod(
      ChainClassContext context, DeclaredChain chain, WrittenName name, TypeMirror chunk) {
    this.context = context;
    this.types = context.types();
    this.chain = chain;
    this.name = name;
    this.chunk = chunk;
    this.list = types.of(TypeNames.LIST, chunk);
    this.wanted = chain.whole();
  }

  Result<Found> find() {
    List<Member> members = Members.of(context);
    List<Member> named =
        members.stream().filter(member -> member.name().equals(name.name())).toList();
    if (named.isEmpty()) {
      return Result.rejected(
          ChainProblems.unknownCollect(
              name.position(),
              name.name(),
              context.className(),
              chain.name(),
              suggestion(members)));
    }
    List<String> reasons = new ArrayList<>();
    for (Member member : named) {
      Optional<String> reason = misfit(member);
      if (reason.isEmpty()) {
        return Result.ok(found(member));
      }
      reasons.add(reason.get());
    }
    return Result.rejected(
        ChainProblems.collectMismatch(
            name.position(),
            name.name(),
            chain.name(),
            reasons.get(0),
            Words.both(chunk),
            wanted == null ? new TypeWords("the whole", "the whole") : Words.both(wanted)));
  }

  private Suggestion suggestion(List<Member> members) {
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
        ? Suggestion.of(write)
        : Suggestions.of(name.name(), "The methods that take such a list", candidates);
  }

  private boolean takesList(Member member) {
    return types.conversion(list, member.type().getParameterTypes().get(0)) == Conversion.NONE;
  }

  /** Says why a method cannot collect; empty if it can. */
  private Optional<String> misfit(Member member) {
    TypeMirror gives = member.type().getReturnType();
    if (member.has(Modifier.PRIVATE)) {
      return Optional.of("it is private");
    }
    if (member.type().getParameterTypes().size() != 1 || !takesList(member)) {
      return Optional.of("it does not take a List<" + Words.simple(chunk) + ">");
    }
    if (gives.getKind() == TypeKind.VOID
        || (wanted != null && types.conversion(gives, wanted) == null)) {
      return Optional.of("it gives " + Words.of(gives));
    }
    return member.type().getThrownTypes().stream().anyMatch(types::isChecked)
        ? Optional.of("it throws a checked exception")
        : Optional.empty();
  }

  private Found found(Member member) {
    TypeMirror gives = types.boxed(member.type().getReturnType());
    Conversion conversion = wanted == null ? Conversion.NONE : types.conversion(gives, wanted);
    Wholeness wholeness =
        new Wholeness(
            new WholeRule.Collect(
                Signatures.of(member), types.name(chunk), member.has(Modifier.STATIC)),
            Conversion.NONE,
            types.name(chunk),
            types.name(gives),
            conversion == null ? Conversion.NONE : conversion,
            types.name(wanted == null ? gives : wanted));
    return new Found(gives, wholeness);
  }
}
