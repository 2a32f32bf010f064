package dev.runnel.flink;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.java.tuple.Tuple4;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;

/** Pending inputs with a key: they go where the rest of their key's state goes. */
final class KeyedInputs<I, O> implements PendingInputs<I, O> {
  private final KeyedStateBackend<Object> backend;
  private final MapState<Long, Tuple4<I, Long, Boolean, Integer>> state;
  private final MapStateDescriptor<Long, Tuple4<I, Long, Boolean, Integer>> descriptor;

  KeyedInputs(
      KeyedStateBackend<Object> backend,
      MapState<Long, Tuple4<I, Long, Boolean, Integer>> state,
      MapStateDescriptor<Long, Tuple4<I, Long, Boolean, Integer>> descriptor) {
    this.backend = backend;
    this.state = state;
    this.descriptor = descriptor;
  }

  @Override
  public List<Pending<I>> restored() throws Exception {
    List<Pending<I>> inputs = new ArrayList<>();
    backend.applyToAllKeys(
        VoidNamespace.INSTANCE,
        VoidNamespaceSerializer.INSTANCE,
        descriptor,
        (key, pending) -> {
          List<Map.Entry<Long, Tuple4<I, Long, Boolean, Integer>>> all = new ArrayList<>();
          pending.entries().forEach(all::add);
          all.sort(Map.Entry.comparingByKey());
          all.forEach(each -> inputs.add(pending(key, each.getValue())));
        });
    for (Pending<I> each : inputs) {
      backend.setCurrentKey(each.key());
      state.clear();
    }
    return inputs;
  }

  private Pending<I> pending(Object key, Tuple4<I, Long, Boolean, Integer> value) {
    return new Pending<>(value.f0, value.f2 ? value.f1 : null, value.f3, key);
  }

  @Override
  public void letIn(OpenInput<I, O> input) throws Exception {
    state.put(input.number(), input.written());
  }

  @Override
  public void left(OpenInput<I, O> input) throws Exception {
    state.remove(input.number());
  }

  @Override
  public void snapshot(Iterable<OpenInput<I, O>> open) {
    // the state is always what is open
  }
}
