package dev.runnel.processor.analysis.bind;

import dev.runnel.annotations.Chunks;
import dev.runnel.processor.analysis.read.DeclaredStep;
import dev.runnel.processor.diagnostic.Position;
import dev.runnel.processor.model.Edge;
import dev.runnel.processor.model.Gives;
import dev.runnel.processor.model.Multiplicity;
import dev.runnel.processor.model.Reads;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * A step as bound in a chain.
 *
 * @param index its place in the chain
 * @param named the step
 * @param parameters its parameters, in their order; none for a fallback that gets just what its
 *     step is opened with
 * @param multiplicity how many chunks it gives
 * @param chunks what they are to each other
 * @param guard what is done when it fails
 */
public record BoundStep(
    int index,
    NamedStep named,
    List<BoundParameter> parameters,
    Multiplicity multiplicity,
    Chunks chunks,
    Optional<BoundGuard> guard) {
  /** Returns the step as declared. */
  public DeclaredStep declared() {
    return named.declared();
  }

  /** Returns its name. */
  public String name() {
    return named.name();
  }

  /** Points to its name in the annotation. */
  public Position position() {
    return named.position();
  }

  /** Returns the parameters that read data, in their order. */
  public List<BoundParameter> dataParameters() {
    return parameters.stream().filter(BoundParameter::isData).toList();
  }

  /** Returns the one parameter that reads chunks or a stream. */
  public Optional<BoundParameter> streaming() {
    return dataParameters().stream().filter(parameter -> !parameter.readsWhole()).findFirst();
  }

  /** Returns the wholes that must be there before it starts: its own and its fallbacks'. */
  public List<BoundParameter> wholes() {
    List<BoundParameter> all = new ArrayList<>();
    dataParameters().stream().filter(BoundParameter::readsWhole).forEach(all::add);
    guard.ifPresent(known -> known.fitting().forEach(fallback -> all.addAll(fallback.wholes())));
    return all;
  }

  /** Says how it reads. */
  public Reads reads() {
    return reads(parameters);
  }

  static Reads reads(List<BoundParameter> parameters) {
    Reads reads = Reads.NOTHING;
    for (BoundParameter parameter : parameters) {
      if (parameter.isData() && !parameter.readsWhole()) {
        return parameter.edge() == Edge.CHUNK ? Reads.CHUNK : Reads.STREAM;
      }
      reads = parameter.isData() ? Reads.WHOLE : reads;
    }
    return reads;
  }

  /** Returns what it hands on. */
  public Output output() {
    DeclaredStep step = declared();
    return new Output(step.chunk(), ownWhole(step, reads()), multiplicity, chunks);
  }

  /** Returns the whole that a step has of its own, which calls that are made per chunk have not. */
  static @Nullable TypeMirror ownWhole(DeclaredStep step, Reads reads) {
    boolean own = step.gives() != Gives.CALL || reads != Reads.CHUNK;
    return own ? step.whole() : null;
  }

  /** Says how many chunks a step gives, of the number that comes to it. */
  static Multiplicity multiplicity(NamedStep step, Reads reads, Multiplicity source) {
    DeclaredStep declared = step.declared();
    if (step.chain() != null) {
      return step.chain().multiplicity();
    }
    if (declared.gives() == Gives.COMPONENT) {
      return declared.single() ? Multiplicity.ONE : Multiplicity.MANY;
    }
    Multiplicity calls = reads == Reads.CHUNK ? source : Multiplicity.ONE;
    return switch (declared.gives()) {
      case ONE, STAGE -> calls;
      case OPTIONAL -> calls == Multiplicity.MANY ? calls : Multiplicity.OPTIONAL;
      default -> Multiplicity.MANY;
    };
  }
}
