package dev.runnel.benchmarks.flink;

import java.io.Serial;
import java.util.List;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;

/** The same by hand, over a client with futures: no thread waits. */
final class AskedByHand extends RichAsyncFunction<String, String> {
  @Serial private static final long serialVersionUID = 1L;

  @Override
  public void asyncInvoke(String ticket, ResultFuture<String> result) {
    SlowModel.ask("What is this ticket about? " + ticket)
        .whenComplete(
            (answer, failure) -> {
              if (failure == null) {
                result.complete(List.of(answer));
              } else {
                result.completeExceptionally(failure);
              }
            });
  }
}
