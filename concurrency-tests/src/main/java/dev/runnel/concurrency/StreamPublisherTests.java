package dev.runnel.concurrency;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.runnel.ChunkStream;
import dev.runnel.engine.stream.StreamPublisher;
import java.util.Objects;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** Demand that comes from two threads at once is served one chunk after the other. */
final class StreamPublisherTests {
  private StreamPublisherTests() {}

  /** Writes down what it gets; plain, since a subscriber is called by one thread at a time. */
  private static final class Notes implements Flow.Subscriber<Integer> {
    final StringBuilder all = new StringBuilder();
    private Flow.@Nullable Subscription subscription;

    void request(long count) {
      Objects.requireNonNull(subscription).request(count);
    }

    void cancel() {
      Objects.requireNonNull(subscription).cancel();
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription = given;
    }

    @Override
    public void onNext(Integer chunk) {
      all.append(chunk);
    }

    @Override
    public void onError(Throwable failure) {
      all.append('x');
    }

    @Override
    public void onComplete() {
      all.append('.');
    }
  }

  private static Notes subscribe() {
    Notes notes = new Notes();
    new StreamPublisher<>(() -> ChunkStream.of(1, 2, 3), Runnable::run).subscribe(notes);
    return notes;
  }

  /** Two threads ask for what makes up the whole stream. */
  @JCStressTest
  @Outcome(id = "123\\.", expect = ACCEPTABLE, desc = "All chunks and the end, in order.")
  @Outcome(expect = FORBIDDEN, desc = "A chunk is lost, doubled or out of order, or no end.")
  @State
  public static class AskingByTwo {
    private final Notes notes = subscribe();

    @Actor
    public void first() {
      notes.request(2);
    }

    @Actor
    public void second() {
      notes.request(2);
    }

    @Arbiter
    public void all(L_Result result) {
      result.r1 = notes.all.toString();
    }
  }

  /** One thread asks for some chunks and another one for all. */
  @JCStressTest
  @Outcome(id = "123\\.", expect = ACCEPTABLE, desc = "All chunks and the end, in order.")
  @Outcome(expect = FORBIDDEN, desc = "A chunk is lost, doubled or out of order, or no end.")
  @State
  public static class AskingForAll {
    private final Notes notes = subscribe();

    @Actor
    public void some() {
      notes.request(1);
    }

    @Actor
    public void all() {
      notes.request(Long.MAX_VALUE);
    }

    @Arbiter
    public void all(L_Result result) {
      result.r1 = notes.all.toString();
    }
  }

  /** One thread cancels while another one asks. */
  @JCStressTest
  @Outcome(id = "(|1|12)", expect = ACCEPTABLE, desc = "Some of the chunks, and no end.")
  @Outcome(expect = FORBIDDEN, desc = "A signal came that nobody asked for.")
  @State
  public static class Cancelling {
    private final Notes notes = subscribe();

    @Actor
    public void asking() {
      notes.request(2);
    }

    @Actor
    public void cancelling() {
      notes.cancel();
    }

    @Arbiter
    public void all(L_Result result) {
      result.r1 = notes.all.toString();
    }
  }
}
