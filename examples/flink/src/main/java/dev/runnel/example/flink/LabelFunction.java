package dev.runnel.example.flink;

import dev.runnel.example.flink.Labels.Label;
import dev.runnel.flink.ChainFunction;
import dev.runnel.flink.FlinkChain;
import java.io.Serial;

/**
 * The chain in SQL: {@code CREATE FUNCTION label AS 'dev.runnel.example.flink.LabelFunction' USING
 * JAR '...'}.
 */
public final class LabelFunction extends ChainFunction<Labels, String, Label, Label> {
  @Serial private static final long serialVersionUID = 1L;

  /** Makes the function; Flink calls this. */
  public LabelFunction() {
    super(FlinkChain.of(() -> new LabelsRunnables(Models.fromEnvironment()), Labels::label));
  }
}
