package dev.runnel.processor.analysis.bind;

import com.palantir.javapoet.TypeName;
import dev.runnel.annotations.Chunks;
import dev.runnel.processor.model.Conversion;
import dev.runnel.processor.model.Multiplicity;
import dev.runnel.processor.model.WholeRule;
import dev.runnel.processor.model.Wholeness;
import dev.runnel.processor.types.TypeNames;
import dev.runnel.processor.types.TypeSystem;
import java.util.List;
import java.util.Optional;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Decides how chunks become the whole that somebody asks for. The first rule that fits wins. */
final class WholeRules {
  private static final List<String> LISTS =
      List.of(TypeNames.LIST, TypeNames.COLLECTION, TypeNames.ITERABLE);

  private final TypeSystem types;

  WholeRules(TypeSystem types) {
    this.types = types;
  }

  /** Finds the rule that makes the wanted type of what is handed on; empty if none does. */
  Optional<Wholeness> find(Output output, TypeMirror wanted) {
    TypeMirror own = output.whole();
    Optional<Wholeness> found =
        own == null ? Optional.empty() : rule(new WholeRule.Own(), output, own, wanted);
    return found.or(() -> ofChunks(output, wanted));
  }

  private Optional<Wholeness> ofChunks(Output output, TypeMirror wanted) {
    TypeMirror chunk = output.chunk();
    if (!output.isMany()) {
      Optional<Wholeness> only = rule(new WholeRule.OnlyChunk(), output, chunk, wanted);
      if (only.isPresent() || types.is(wanted, TypeNames.OPTIONAL)) {
        return only.or(() -> containing(output, (DeclaredType) wanted, TypeNames.OPTIONAL));
      }
    }
    return added(output, wanted).or(() -> list(output, wanted));
  }

  private Optional<Wholeness> added(Output output, TypeMirror wanted) {
    TypeMirror chunk = output.chunk();
    Optional<Wholeness> found =
        output.cumulative() ? rule(new WholeRule.Last(), output, chunk, wanted) : Optional.empty();
    if (found.isEmpty() && isTextInPieces(output)) {
      found = rule(new WholeRule.Text(), output, chunk, wanted);
    }
    TypeMirror sum = sum(chunk);
    return found.isEmpty() && sum != null ? rule(new WholeRule.Sum(), output, sum, wanted) : found;
  }

  private boolean isTextInPieces(Output output) {
    return types.is(output.chunk(), TypeNames.STRING) && output.chunks() != Chunks.ITEMS;
  }

  /** Tells whether chunks are texts that are not joined, since each stands for itself. */
  boolean isOfTexts(Output output) {
    return types.is(output.chunk(), TypeNames.STRING) && output.chunks() == Chunks.ITEMS;
  }

  /** Says what chunks add up to by themselves. */
  Wholeness natural(Output output) {
    TypeMirror chunk = output.chunk();
    if (output.whole() != null) {
      return exact(new WholeRule.Own(), output, output.whole());
    }
    if (output.multiplicity() == Multiplicity.ONE) {
      return exact(new WholeRule.OnlyChunk(), output, chunk);
    }
    if (output.multiplicity() == Multiplicity.OPTIONAL) {
      WholeRule rule = new WholeRule.OptionalOf(types.name(chunk));
      return exact(rule, output, types.of(TypeNames.OPTIONAL, chunk));
    }
    if (output.cumulative()) {
      return exact(new WholeRule.Last(), output, chunk);
    }
    if (isTextInPieces(output)) {
      return exact(new WholeRule.Text(), output, chunk);
    }
    TypeMirror sum = sum(chunk);
    return sum != null
        ? exact(new WholeRule.Sum(), output, sum)
        : exact(new WholeRule.ListOf(types.name(chunk)), output, types.of(TypeNames.LIST, chunk));
  }

  /** Returns the type of the natural whole. */
  TypeMirror naturalType(Output output) {
    WholeRule rule = natural(output).rule();
    if (rule instanceof WholeRule.Own && output.whole() != null) {
      return output.whole();
    }
    if (rule instanceof WholeRule.OptionalOf) {
      return types.of(TypeNames.OPTIONAL, output.chunk());
    }
    if (rule instanceof WholeRule.ListOf) {
      return types.of(TypeNames.LIST, output.chunk());
    }
    TypeMirror sum = rule instanceof WholeRule.Sum ? sum(output.chunk()) : null;
    return sum == null ? output.chunk() : sum;
  }

  private Optional<Wholeness> rule(
      WholeRule rule, Output output, TypeMirror result, TypeMirror wanted) {
    return Optional.ofNullable(types.conversion(result, wanted))
        .map(
            conversion ->
                new Wholeness(
                    rule,
                    Conversion.NONE,
                    types.name(output.chunk()),
                    types.name(result),
                    conversion,
                    types.name(wanted)));
  }

  private Wholeness exact(WholeRule rule, Output output, TypeMirror result) {
    TypeName name = types.name(result);
    return new Wholeness(
        rule, Conversion.NONE, types.name(output.chunk()), name, Conversion.NONE, name);
  }

  private Optional<Wholeness> list(Output output, TypeMirror wanted) {
    return LISTS.stream().anyMatch(list -> types.is(wanted, list))
        ? containing(output, (DeclaredType) wanted, TypeNames.LIST)
        : Optional.empty();
  }

  private Optional<Wholeness> containing(Output output, DeclaredType wanted, String container) {
    TypeMirror element =
        wanted.getTypeArguments().isEmpty()
            ? types.object()
            : types.given(wanted.getTypeArguments().get(0));
    TypeName name = types.name(element);
    return Optional.ofNullable(types.conversion(output.chunk(), element))
        .map(
            conversion ->
                new Wholeness(
                    container.equals(TypeNames.LIST)
                        ? new WholeRule.ListOf(name)
                        : new WholeRule.OptionalOf(name),
                    conversion,
                    types.name(output.chunk()),
                    types.name(types.of(container, element)),
                    Conversion.NONE,
                    types.name(wanted)));
  }

  private @Nullable TypeMirror sum(TypeMirror chunk) {
    DeclaredType additive = types.as(chunk, TypeNames.ADDITIVE);
    return additive == null || additive.getTypeArguments().size() < 2
        ? null
        : types.given(additive.getTypeArguments().get(1));
  }
}
