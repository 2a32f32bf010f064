package dev.runnel.processor.analysis.emit;

import dev.runnel.processor.analysis.bind.ChainStep;
import dev.runnel.processor.analysis.read.Signatures;
import dev.runnel.processor.analysis.read.StepDeclaration;
import dev.runnel.processor.model.Edge;
import dev.runnel.processor.model.Gives;
import dev.runnel.processor.model.Guard;
import dev.runnel.processor.model.Multiplicity;
import dev.runnel.processor.model.Reads;
import dev.runnel.processor.model.Step;
import dev.runnel.processor.model.StepParameter;
import dev.runnel.processor.types.TypeSystem;
import java.util.List;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Makes the models of steps that are bound. */
public final class StepModels {
  private StepModels() {}

  public static Step of(
      TypeSystem types,
      int index,
      ChainStep step,
      StepNames names,
      List<StepParameter> parameters,
      Multiplicity multiplicity,
      @Nullable Guard guard) {
    StepDeclaration declaration = step.declaration();
    Reads reads = reads(parameters);
    TypeMirror whole = whole(declaration, reads);
    return new Step(
        index,
        Signatures.of(declaration.member()),
        names.variable(index),
        names.constant(index),
        declaration.runName(),
        declaration.type(),
        declaration.tags(),
        declaration.cumulative(),
        declaration.kind(),
        reads,
        declaration.gives(),
        parameters,
        types.name(declaration.chunk()),
        whole == null ? null : types.name(whole),
        multiplicity,
        step.chainForm(),
        guard);
  }

  /** Returns the whole that a step has of its own, which calls that are made per chunk have not. */
  public static @Nullable TypeMirror whole(StepDeclaration step, Reads reads) {
    boolean own = step.gives() != Gives.CALL || reads != Reads.CHUNK;
    return own ? step.whole() : null;
  }

  public static Reads reads(List<StepParameter> parameters) {
    Reads reads = Reads.NOTHING;
    for (StepParameter parameter : parameters) {
      if (parameter.role() == StepParameter.Role.DATA) {
        if (parameter.edge() != Edge.WHOLE) {
          return parameter.edge() == Edge.CHUNK ? Reads.CHUNK : Reads.STREAM;
        }
        reads = Reads.WHOLE;
      }
    }
    return reads;
  }

  /** Says how many chunks a step gives, of the number that comes to it. */
  public static Multiplicity multiplicity(ChainStep step, Reads reads, Multiplicity source) {
    StepDeclaration declaration = step.declaration();
    if (step.multiplicity() != null) {
      return step.multiplicity();
    }
    if (declaration.gives() == Gives.COMPONENT) {
      return declaration.single() ? Multiplicity.ONE : Multiplicity.MANY;
    }
    Multiplicity calls = reads == Reads.CHUNK ? source : Multiplicity.ONE;
    return switch (declaration.gives()) {
      case ONE, STAGE -> calls;
      case OPTIONAL -> calls == Multiplicity.MANY ? calls : Multiplicity.OPTIONAL;
      default -> Multiplicity.MANY;
    };
  }
}
