package dev.runnel.flink;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.java.tuple.Tuple4;

/** Pending inputs without a key: a list, which Flink divides among all instances. */
final class ListedInputs<I, O> implements PendingInputs<I, O> {
  private final ListState<Tuple4<I, Long, Boolean, Integer>> state;

  ListedInputs(ListState<Tuple4<I, Long, Boolean, Integer>> state) {
    this.state = state;
  }

  @Override
  public List<Pending<I>> restored() throws Exception {
    List<Pending<I>> inputs = new ArrayList<>();
    for (Tuple4<I, Long, Boolean, Integer> each : state.get()) {
      inputs.add(new Pending<>(each.f0, each.f2 ? each.f1 : null, each.f3, null));
    }
    return inputs;
  }

  @Override
  public void letIn(OpenInput<I, O> input) {
    // a checkpoint writes all that is open
  }

  @Override
  public void left(OpenInput<I, O> input) {
    // a checkpoint writes all that is open
  }

  @Override
  public void snapshot(Iterable<OpenInput<I, O>> open) throws Exception {
    List<Tuple4<I, Long, Boolean, Integer>> inputs = new ArrayList<>();
    open.forEach(each -> inputs.add(each.written()));
    state.update(inputs);
  }
}
