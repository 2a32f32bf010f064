package dev.runnel.flink;

import java.io.Serial;

/** Says that a run failed, and so its job, since its failures are not put aside. */
public final class ChainFailedException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  ChainFailedException(String chain, Throwable cause) {
    super(
        "A run of the chain "
            + chain
            + " failed. With FlinkChain.withDeadLetters() such inputs are put aside.",
        cause);
  }
}
