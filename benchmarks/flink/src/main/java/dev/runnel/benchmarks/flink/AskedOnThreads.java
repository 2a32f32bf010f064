package dev.runnel.benchmarks.flink;

import dev.runnel.RunConfig;
import java.io.Serial;
import java.util.List;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;

/** The same by hand, over a client that blocks: a thread waits for each answer, as in a chain. */
final class AskedOnThreads extends RichAsyncFunction<String, String> {
  @Serial private static final long serialVersionUID = 1L;

  @Override
  public void asyncInvoke(String ticket, ResultFuture<String> result) {
    // Virtual threads from JDK 21 on, else those of a pool.
    RunConfig.defaultExecutor()
        .execute(
            () -> {
              try {
                String prompt = "What is this ticket about? " + ticket;
                result.complete(List.of(SlowModel.ask(prompt).join()));
              } catch (RuntimeException failure) {
                result.completeExceptionally(failure);
              }
            });
  }
}
