package dev.runnel.processor.analysis.bind;

import com.palantir.javapoet.TypeName;
import dev.runnel.processor.model.Conversion;
import dev.runnel.processor.model.Multiplicity;
import dev.runnel.processor.model.WholeRule;
import dev.runnel.processor.model.Wholeness;
import dev.runnel.processor.types.TypeNames;
import dev.runnel.processor.types.TypeSystem;
import java.util.List;
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

  /** Finds the rule that makes the wanted type of a flow; null if none does. */
  @Nullable Wholeness find(Flow flow, TypeMirror wanted) {
    Wholeness own =
        flow.whole() == null ? null : rule(new WholeRule.Own(), flow, flow.whole(), wanted);
    return own != null ? own : ofChunks(flow, wanted);
  }

  private @Nullable Wholeness ofChunks(Flow flow, TypeMirror wanted) {
    TypeMirror chunk = flow.chunk();
    if (!flow.isMany()) {
      Wholeness only = rule(new WholeRule.OnlyChunk(), flow, chunk, wanted);
      if (only != null || types.is(wanted, TypeNames.OPTIONAL)) {
        return only != null ? only : optional(flow, (DeclaredType) wanted);
      }
    }
    Wholeness found = flow.cumulative() ? rule(new WholeRule.Last(), flow, chunk, wanted) : null;
    if (found == null && types.is(chunk, TypeNames.STRING)) {
      found = rule(new WholeRule.Text(), flow, chunk, wanted);
    }
    TypeMirror sum = sum(chunk);
    if (found == null && sum != null) {
      found = rule(new WholeRule.Sum(), flow, sum, wanted);
    }
    return found != null ? found : list(flow, wanted);
  }

  /** Says what chunks add up to by themselves. */
  Wholeness natural(Flow flow) {
    TypeMirror chunk = flow.chunk();
    if (flow.whole() != null) {
      return exact(new WholeRule.Own(), flow, flow.whole());
    }
    if (flow.multiplicity() == Multiplicity.ONE) {
      return exact(new WholeRule.OnlyChunk(), flow, chunk);
    }
    if (flow.multiplicity() == Multiplicity.OPTIONAL) {
      WholeRule rule = new WholeRule.OptionalOf(types.name(chunk));
      return exact(rule, flow, types.of(TypeNames.OPTIONAL, chunk));
    }
    if (flow.cumulative()) {
      return exact(new WholeRule.Last(), flow, chunk);
    }
    if (types.is(chunk, TypeNames.STRING)) {
      return exact(new WholeRule.Text(), flow, chunk);
    }
    TypeMirror sum = sum(chunk);
    return sum != null
        ? exact(new WholeRule.Sum(), flow, sum)
        : exact(new WholeRule.ListOf(types.name(chunk)), flow, types.of(TypeNames.LIST, chunk));
  }

  /** Returns the type of the natural whole. */
  TypeMirror naturalType(Flow flow) {
    WholeRule rule = natural(flow).rule();
    if (rule instanceof WholeRule.Own && flow.whole() != null) {
      return flow.whole();
    }
    if (rule instanceof WholeRule.OptionalOf) {
      return types.of(TypeNames.OPTIONAL, flow.chunk());
    }
    if (rule instanceof WholeRule.ListOf) {
      return types.of(TypeNames.LIST, flow.chunk());
    }
    TypeMirror sum = rule instanceof WholeRule.Sum ? sum(flow.chunk()) : null;
    return sum == null ? flow.chunk() : sum;
  }

  private @Nullable Wholeness rule(
      WholeRule rule, Flow flow, TypeMirror result, TypeMirror wanted) {
    Conversion conversion = types.conversion(result, wanted);
    return conversion == null
        ? null
        : new Wholeness(
            rule,
            Conversion.NONE,
            types.name(flow.chunk()),
            types.name(result),
            conversion,
            types.name(wanted));
  }

  private Wholeness exact(WholeRule rule, Flow flow, TypeMirror result) {
    TypeName name = types.name(result);
    return new Wholeness(
        rule, Conversion.NONE, types.name(flow.chunk()), name, Conversion.NONE, name);
  }

  private @Nullable Wholeness optional(Flow flow, DeclaredType wanted) {
    return containing(flow, wanted, TypeNames.OPTIONAL);
  }

  private @Nullable Wholeness list(Flow flow, TypeMirror wanted) {
    return LISTS.stream().anyMatch(list -> types.is(wanted, list))
        ? containing(flow, (DeclaredType) wanted, TypeNames.LIST)
        : null;
  }

  private @Nullable Wholeness containing(Flow flow, DeclaredType wanted, String container) {
    TypeMirror element =
        wanted.getTypeArguments().isEmpty()
            ? types.object()
            : types.given(wanted.getTypeArguments().get(0));
    Conversion conversion = types.conversion(flow.chunk(), element);
    if (conversion == null) {
      return null;
    }
    TypeName name = types.name(element);
    return new Wholeness(
        container.equals(TypeNames.LIST)
            ? new WholeRule.ListOf(name)
            : new WholeRule.OptionalOf(name),
        conversion,
        types.name(flow.chunk()),
        types.name(types.of(container, element)),
        Conversion.NONE,
        types.name(wanted));
  }

  private @Nullable TypeMirror sum(TypeMirror chunk) {
    DeclaredType additive = types.as(chunk, TypeNames.ADDITIVE);
    return additive == null || additive.getTypeArguments().size() < 2
        ? null
        : types.given(additive.getTypeArguments().get(1));
  }
}
