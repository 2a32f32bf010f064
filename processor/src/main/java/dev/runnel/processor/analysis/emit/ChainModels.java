package dev.runnel.processor.analysis.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import dev.runnel.annotations.RunType;
import dev.runnel.processor.analysis.bind.BoundChain;
import dev.runnel.processor.analysis.bind.BoundOutput;
import dev.runnel.processor.analysis.check.CheckedChain;
import dev.runnel.processor.analysis.read.ChainClassContext;
import dev.runnel.processor.analysis.read.ChainReading;
import dev.runnel.processor.analysis.read.DeclaredChain;
import dev.runnel.processor.analysis.read.Javadoc;
import dev.runnel.processor.analysis.read.Member;
import dev.runnel.processor.analysis.read.Signatures;
import dev.runnel.processor.model.Chain;
import dev.runnel.processor.model.ChainForm;
import dev.runnel.processor.model.ChainInput;
import dev.runnel.processor.model.ChainOutput;
import dev.runnel.processor.model.Conversion;
import dev.runnel.processor.model.Multiplicity;
import dev.runnel.processor.model.RunTraits;
import dev.runnel.processor.model.WholeRule;
import dev.runnel.processor.model.Wholeness;
import dev.runnel.processor.types.TypeSystem;
import java.util.List;
import java.util.Optional;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Makes the models of chains. */
public final class ChainModels {
  private final ChainClassContext context;
  private final TypeSystem types;

  /** Prepares to make models of the chains of a class. */
  public ChainModels(ChainClassContext context) {
    this.context = context;
    this.types = context.types();
  }

  /** Describes a chain that is right. */
  public Chain right(CheckedChain checked) {
    BoundChain bound = checked.bound();
    DeclaredChain declared = checked.declared();
    BoundOutput output = checked.output();
    StepModels steps = new StepModels(types);
    return new Chain(
        Signatures.of(declared.member()),
        declared.form(),
        declared.factory(),
        declared.run().withChunks(bound.lastStep().chunks()),
        new ChainInput(types.name(declared.input()), checked.readsStream()),
        new ChainOutput(
            types.name(output.chunk()),
            types.name(output.whole()),
            output.conversion(),
            output.wholeness(),
            checked.multiplicity()),
        steps.of(bound.steps(), checked.buffered()),
        bound.guard().map(steps::guard).orElse(null),
        checked.schemas(),
        sentence(declared.member()),
        null);
  }

  /** Describes a chain that is wrong, as far as it is known: its method always is. */
  public Chain broken(ChainReading chain, String diagnostic) {
    Optional<DeclaredChain> declared = chain.declared();
    TypeName input = declared.map(known -> name(known.input())).orElse(ClassName.OBJECT);
    TypeName chunk = declared.map(known -> name(known.chunk())).orElse(ClassName.OBJECT);
    TypeName whole = declared.map(known -> name(known.whole())).orElse(ClassName.OBJECT);
    return new Chain(
        Signatures.of(chain.member()),
        declared.map(DeclaredChain::form).orElse(ChainForm.WHOLE),
        declared.map(DeclaredChain::factory).orElse(null),
        declared
            .map(DeclaredChain::run)
            .orElse(new RunTraits(chain.member().name(), RunType.CHAIN, List.of(), null)),
        new ChainInput(input, declared.filter(DeclaredChain::takesStream).isPresent()),
        new ChainOutput(
            chunk,
            whole,
            Conversion.NONE,
            new Wholeness(
                new WholeRule.Last(), Conversion.NONE, chunk, whole, Conversion.NONE, whole),
            Multiplicity.MANY),
        List.of(),
        null,
        null,
        sentence(chain.member()),
        diagnostic);
  }

  private TypeName name(@Nullable TypeMirror type) {
    return type == null ? ClassName.OBJECT : types.name(type);
  }

  private String sentence(Member member) {
    return Javadoc.sentence(context.elements(), member.element());
  }
}
