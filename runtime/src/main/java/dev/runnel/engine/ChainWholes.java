package dev.runnel.engine;

import dev.runnel.Accumulator;
import dev.runnel.Runnel;
import dev.runnel.Whole;
import dev.runnel.engine.whole.CallWhole;
import dev.runnel.engine.whole.ComponentWhole;
import java.util.function.Supplier;

/** The rules of generated chains whose whole only a run knows, or a component. */
public final class ChainWholes {
  private ChainWholes() {}

  /**
   * Takes the rule of a component, which is asked for when the rule is needed.
   *
   * @param component gives the component
   * @param <C> the chunks
   * @param <O> the whole
   * @return the rule
   */
  public static <C, O> Whole<C, O> of(Supplier<? extends Runnel<?, C, O>> component) {
    return new ComponentWhole<>(component);
  }

  /**
   * Takes the rule of what the chain's last step calls, which each run knows for itself.
   *
   * @param <C> the chunks
   * @param <O> the whole
   * @return the rule
   */
  @SuppressWarnings("unchecked") // the processor has checked what the call gives
  public static <C, O> Whole<C, O> ofCall() {
    return new CallWhole<>(value -> (O) value, () -> null);
  }

  /** Applies a rule to the one chunk that there is. */
  public static <C, O> O ofOne(Whole<? super C, O> rule, C only) {
    Accumulator<? super C, O> accumulator = rule.accumulator();
    accumulator.add(only);
    return accumulator.sum();
  }
}
