package dev.runnel.processor.analysis.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import dev.runnel.processor.analysis.read.AnalysisContext;
import dev.runnel.processor.analysis.read.ChainReading;
import dev.runnel.processor.analysis.read.ChainSignature;
import dev.runnel.processor.analysis.read.Javadoc;
import dev.runnel.processor.analysis.read.Signatures;
import dev.runnel.processor.model.Chain;
import dev.runnel.processor.model.ChainForm;
import dev.runnel.processor.model.Conversion;
import dev.runnel.processor.model.Multiplicity;
import dev.runnel.processor.model.WholeRule;
import dev.runnel.processor.model.Wholeness;
import dev.runnel.processor.types.TypeSystem;
import java.util.List;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Describes chains that are wrong, as far as they are known: their methods always are. */
public final class BrokenChains {
  private BrokenChains() {}

  public static Chain model(AnalysisContext context, ChainReading chain, String diagnostic) {
    TypeSystem types = context.types();
    ChainSignature signature = chain.signature();
    TypeName chunk = name(types, signature == null ? null : signature.chunk());
    TypeName whole = name(types, signature == null ? null : signature.whole());
    return new Chain(
        Signatures.of(chain.member()),
        signature == null ? ChainForm.WHOLE : signature.form(),
        signature == null ? null : signature.factory(),
        signature == null ? chain.member().name() : signature.runName(),
        signature == null ? List.of() : signature.annotation().texts("tags"),
        name(types, signature == null ? null : signature.input()),
        chunk,
        whole,
        signature != null && signature.form() == ChainForm.STREAM_RUNNEL,
        Conversion.NONE,
        new Wholeness(new WholeRule.Last(), Conversion.NONE, chunk, whole, Conversion.NONE, whole),
        Multiplicity.MANY,
        List.of(),
        null,
        Javadoc.sentence(context.elements(), chain.member().element()),
        diagnostic);
  }

  private static TypeName name(TypeSystem types, @Nullable TypeMirror type) {
    return type == null ? ClassName.OBJECT : types.name(type);
  }
}
