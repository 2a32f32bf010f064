package dev.runnel.processor.analysis.check;

import dev.runnel.annotations.Chunks;
import dev.runnel.processor.analysis.bind.BoundChain;
import dev.runnel.processor.analysis.bind.BoundOutput;
import dev.runnel.processor.analysis.bind.BoundParameter;
import dev.runnel.processor.analysis.read.DeclaredChain;
import dev.runnel.processor.analysis.read.DeclaredStep;
import dev.runnel.processor.model.ChainSchemas;
import dev.runnel.processor.model.Multiplicity;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A chain that is right.
 *
 * @param bound the chain
 * @param output what it gives
 * @param buffered the indices of the steps whose stream has to be buffered
 * @param schemas the JSON schemas of what it takes and gives; null if nobody asks for them
 */
public record CheckedChain(
    BoundChain bound, BoundOutput output, Set<Integer> buffered, @Nullable ChainSchemas schemas) {
  /** Returns the chain as declared. */
  public DeclaredChain declared() {
    return bound.declared();
  }

  /** Says how many chunks it gives. */
  public Multiplicity multiplicity() {
    return bound.lastStep().multiplicity();
  }

  /** Tells whether it is a chain that reads a stream. */
  public boolean readsStream() {
    return bound.resolved().readsStream();
  }

  /** Tells whether all that reads its input reads chunks or a stream. */
  public boolean streamsInput() {
    return bound.inputReaders().findAny().isPresent()
        && bound.inputReaders().noneMatch(BoundParameter::readsWhole);
  }

  /** Describes it as a step of another chain. */
  public DeclaredStep asStep() {
    Chunks chunks = bound.lastStep().chunks();
    return declared()
        .asStep(output.chunk(), output.whole(), chunks == Chunks.PIECES ? null : chunks);
  }
}
