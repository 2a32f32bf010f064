package dev.runnel.flink;

import java.io.Serial;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Counts in Flink's state how often a value came: what a failure took back counts as not come, as
 * in a sink that writes exactly once.
 */
final class CountedOnce extends KeyedProcessFunction<String, String, String> {
  @Serial private static final long serialVersionUID = 1L;

  static final Set<String> CAME = ConcurrentHashMap.newKeySet();
  static final Set<String> TWICE = ConcurrentHashMap.newKeySet();

  private transient ValueState<Integer> count;

  static void reset() {
    CAME.clear();
    TWICE.clear();
  }

  @Override
  public void open(OpenContext context) throws Exception {
    count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Integer.class));
  }

  @Override
  public void processElement(String value, Context context, Collector<String> out)
      throws Exception {
    CAME.add(value);
    if (count.value() != null) {
      TWICE.add(value);
    }
    count.update(1);
    out.collect(value);
  }
}
