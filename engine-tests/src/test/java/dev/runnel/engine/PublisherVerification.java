package dev.runnel.engine;

import dev.runnel.Runnel;
import dev.runnel.engine.stream.StreamPublisher;
import java.util.List;
import java.util.concurrent.Flow;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;

/** Holds {@code publish} to the Reactive Streams, for one form of chain. */
abstract class PublisherVerification extends FlowPublisherVerification<String> {
  private static final int TIMEOUT_MILLIS = 1000;
  private static final int QUIET_MILLIS = 50;

  private final Form form;

  PublisherVerification(Form form) {
    super(new TestEnvironment(TIMEOUT_MILLIS, QUIET_MILLIS));
    this.form = form;
  }

  @Override
  public Flow.Publisher<String> createFlowPublisher(long elements) {
    Steps steps =
        new Steps() {
          @Override
          void echo(String label, dev.runnel.Emitter<String> out) throws Exception {
            out.emit(label);
          }
        };
    Runnel<Integer, String, List<String>> runnel = form.of(steps);
    return runnel.publish((int) Math.min(elements, Integer.MAX_VALUE));
  }

  @Override
  public Flow.Publisher<String> createFailedFlowPublisher() {
    return new StreamPublisher<>(
        () -> {
          throw new IllegalStateException("Nobody is served.");
        },
        Runnable::run);
  }
}
