package dev.runnel.engine;

import dev.runnel.Whole;
import dev.runnel.engine.whole.CallWhole;
import org.jspecify.annotations.Nullable;

/** A stream whose chunks may come from a call, and that then knows how they add up. */
public interface CallSource {
  /**
   * Returns how the chunks of the call that gives them add up.
   *
   * @return the rule; null if no call gives them, or it was not made yet
   */
  @Nullable Whole<?, ?> called();

  /**
   * Returns the rule by which a reader adds up chunks: the call's own, where the rule leaves it to
   * the call.
   */
  static <C, O> Whole<? super C, O> whole(Object chunks, Whole<? super C, O> rule) {
    return chunks instanceof CallSource source && rule instanceof CallWhole<? super C, O> ofCall
        ? ofCall.calledBy(source::called)
        : rule;
  }
}
