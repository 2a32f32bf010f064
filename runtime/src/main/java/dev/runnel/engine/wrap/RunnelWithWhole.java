package dev.runnel.engine.wrap;

import dev.runnel.CustomRunnel;
import dev.runnel.Whole;
import dev.runnel.engine.Delegating;

/** A runnel whose chunks are added up by another rule. */
public final class RunnelWithWhole<I, C, O> extends ForwardingRunnel<I, C, O>
    implements Delegating<I, C, O> {
  private final Whole<C, O> whole;

  @SuppressWarnings("unchecked") // nothing but the whole is of that type, which is replaced
  public RunnelWithWhole(CustomRunnel<I, C, ?> runnel, Whole<C, O> whole) {
    super((CustomRunnel<I, C, O>) runnel);
    this.whole = whole;
  }

  @Override
  public Whole<C, O> whole() {
    return whole;
  }

  @Override
  public CustomRunnel<I, C, O> delegate() {
    return runnel();
  }
}
