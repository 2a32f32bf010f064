package dev.runnel.processor.model;

import com.palantir.javapoet.TypeName;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says how a tool is to be run. Null, or an empty list, is what the author left out.
 *
 * @param timeout how long an attempt may take
 * @param attempts how often it is tried in all
 * @param maxResultCharacters how much text the model gets
 * @param approval whether somebody must approve each call
 * @param parallel whether it may run beside others
 * @param returnDirect whether its result is the answer
 * @param onFailure the name of the constant that says what happens when it fails
 * @param endsRun which failures end the run
 * @param maxCalls how often one run of an agent calls it
 */
public record ToolSettings(
    @Nullable Duration timeout,
    @Nullable Integer attempts,
    @Nullable Integer maxResultCharacters,
    boolean approval,
    boolean parallel,
    boolean returnDirect,
    @Nullable String onFailure,
    List<TypeName> endsRun,
    @Nullable Integer maxCalls) {
  /** What holds where the author says nothing. */
  public static final ToolSettings DEFAULT =
      new ToolSettings(null, null, null, false, true, false, null, List.of(), null);

  /** Copies the list. */
  public ToolSettings {
    endsRun = List.copyOf(endsRun);
  }
}
