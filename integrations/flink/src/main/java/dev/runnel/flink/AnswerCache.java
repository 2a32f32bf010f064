package dev.runnel.flink;

import java.time.Duration;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.jspecify.annotations.Nullable;

/** The answer to the current key's input, in Flink's keyed state. */
final class AnswerCache<O> {
  private static final String ANSWER = "runnel-answer";

  private final ValueState<O> state;

  private AnswerCache(ValueState<O> state) {
    this.state = state;
  }

  static <O> AnswerCache<O> of(
      KeyedStateStore store, TypeInformation<O> output, Duration lifetime) {
    ValueStateDescriptor<O> descriptor = new ValueStateDescriptor<>(ANSWER, output);
    descriptor.enableTimeToLive(StateTtlConfig.newBuilder(lifetime).build());
    return new AnswerCache<>(store.getState(descriptor));
  }

  @Nullable O get() throws Exception {
    return state.value();
  }

  void put(O answer) throws Exception {
    state.update(answer);
  }
}
