package dev.runnel.compose;

import dev.runnel.Runnel;
import java.util.List;

/** A form that the fault table injects faults into, made of one or two sources. */
public interface FaultTarget {
  /** Returns how many sources it has. */
  int sources();

  /** Returns how many openings of a source a fault may be in. */
  int openings();

  /** Makes it. */
  Runnel<String, ?, ?> of(List<Scripted> scripted);

  /** Tells whether the run ends well although a source fails. */
  boolean recovers(FaultCase fault);

  /** Tells whether the chunks of the faulty source are those of the whole form. */
  boolean isLinear();

  /** Tells whether the source that comes first must fail for the faulty one to be opened. */
  boolean needsTheFirstToFail(FaultCase fault);
}
