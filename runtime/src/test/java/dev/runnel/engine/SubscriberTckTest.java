package dev.runnel.engine;

import dev.runnel.ChunkStream;
import dev.runnel.engine.stream.SubscribedStream;
import dev.runnel.shared.Eventually;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Flow;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.atomic.AtomicReference;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowSubscriberBlackboxVerification;
import org.testng.annotations.AfterMethod;

/** Holds the subscriber by which a chain reads a publisher to the Reactive Streams. */
public class SubscriberTckTest extends FlowSubscriberBlackboxVerification<Integer> {
  private static final int TIMEOUT_MILLIS = 1000;
  private static final int QUIET_MILLIS = 50;

  private final ConcurrentHashMap<Subscriber<Integer>, ChunkStream<Integer>> streams =
      new ConcurrentHashMap<>();

  public SubscriberTckTest() {
    super(new TestEnvironment(TIMEOUT_MILLIS, QUIET_MILLIS));
  }

  @Override
  @SuppressWarnings("unchecked")
  public Subscriber<Integer> createFlowSubscriber() {
    AtomicReference<Subscriber<? super Integer>> subscriber = new AtomicReference<>();
    Flow.Publisher<Integer> capturing = subscriber::set;
    ChunkStream<Integer> stream = new SubscribedStream<>(capturing);
    Thread subscribing = new Thread(() -> read(stream));
    subscribing.setDaemon(true);
    subscribing.start();
    // The subscriber is captured at the first read.
    Eventually.isTrue(() -> subscriber.get() != null);
    Subscriber<Integer> created = (Subscriber<Integer>) subscriber.get();
    streams.put(created, stream);
    return created;
  }

  private static void read(ChunkStream<Integer> stream) {
    try {
      stream.forEach(chunk -> {});
    } catch (Throwable end) {
      // The tests end streams in many ways.
    }
  }

  @Override
  public void triggerFlowRequest(Subscriber<? super Integer> subscriber) {
    // It asks by itself.
  }

  @Override
  public Integer createElement(int element) {
    return element;
  }

  @AfterMethod
  public void closeAll() {
    streams.values().forEach(ChunkStream::close);
    streams.clear();
  }
}
