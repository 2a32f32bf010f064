package dev.runnel.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.StreamClosedException;
import dev.runnel.shared.Background;
import dev.runnel.shared.Eventually;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the reader of a stream between two runs gets, however it has ended, and whatever follows.
 */
@Timeout(60)
class OccupiedStreamTest {
  private final IllegalStateException first = new IllegalStateException("first");
  private final IllegalStateException late = new IllegalStateException("late");
  private final Between stream = new Between(new Lifetime.Holder() {});

  /** Lets a test do what its kind does. */
  private static final class Between extends OccupiedStream<String> {
    Between(Lifetime.Holder holder) {
      super(holder);
    }

    @Override
    public boolean hasNext() {
      return isReading();
    }

    @Override
    public String next() {
      return "chunk";
    }

    void end() {
      finish();
    }

    RuntimeException after(Throwable thrown) {
      return afterEnd(thrown);
    }

    void come() {
      enter();
    }

    void go() {
      leave();
    }

    boolean wasClosedInside() {
      return closedInside;
    }
  }

  @AfterEach
  void leaveIt() {
    if (stream.lifetime().isInside()) {
      stream.go();
    }
    Thread.interrupted();
  }

  @Test
  void itIsReadUntilItsEnd() {
    assertThat(stream.hasNext()).isTrue();
    stream.end();
    assertThat(stream.hasNext()).isFalse();
    assertThat(stream.lifetime().state()).isEqualTo(Lifetime.State.ENDED);
  }

  @Test
  void whoReadsOneThatHasFailedGetsTheFailureEachTime() {
    stream.lifetime().fail(Lifetime.NO_STEP, first);
    assertThatThrownBy(stream::hasNext).isSameAs(first);
    assertThatThrownBy(stream::hasNext).isSameAs(first);
  }

  @Test
  void whoReadsOneThatWasClosedIsToldSo() {
    stream.close();
    assertThatThrownBy(stream::hasNext)
        .isInstanceOf(StreamClosedException.class)
        .hasMessage("The stream was closed before its end.");
  }

  @Test
  void anErrorOfClosingAtItsEndIsItsFailure() {
    stream
        .lifetime()
        .own(
            () -> {
              throw first;
            });
    assertThatThrownBy(stream::end).isSameAs(first);
    assertThatThrownBy(stream::hasNext).isSameAs(first);
  }

  /** So that nobody hears of the failure after what it has brought about. */
  @Test
  void whoReadsOneThatIsFailingWaitsUntilAllWereTold() throws Exception {
    AtomicBoolean told = new AtomicBoolean();
    AtomicReference<Runnable> telling = new AtomicReference<>();
    Between failing =
        new Between(
            new Lifetime.Holder() {
              @Override
              public void onFailure(int step, Throwable cause, Runnable done) {
                telling.set(done);
              }
            });
    failing.lifetime().fail(Lifetime.NO_STEP, first);
    AtomicReference<Thread> thread = new AtomicReference<>();
    Background<Boolean> reader =
        Background.run(
            () -> {
              thread.set(Thread.currentThread());
              assertThatThrownBy(failing::hasNext).isSameAs(first);
              return told.get();
            });
    Eventually.isTrue(() -> thread.get() != null && isWaitingOrOver(thread.get()));
    told.set(true);
    telling.get().run();
    assertThat(reader.result()).isTrue();
  }

  private static boolean isWaitingOrOver(Thread thread) {
    return switch (thread.getState()) {
      case WAITING, TIMED_WAITING, TERMINATED -> true;
      default -> false;
    };
  }

  @Test
  void oneThreadReadsItAndNotFromInsideItsOwnReading() throws Exception {
    stream.come();
    assertThatThrownBy(stream::come)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("This stream is being read already.");
    assertThat(
            Background.run(
                    () -> {
                      stream.come();
                      return true;
                    })
                .failure())
        .hasMessage("This stream is being read already.");
    stream.go();
    stream.come();
    assertThat(stream.lifetime().isInside()).isTrue();
  }

  @Test
  void whatIsThrownAfterAGoodEndGoesOn() {
    assertThatThrownBy(() -> stream.after(late)).isSameAs(late);
    stream.end();
    assertThatThrownBy(() -> stream.after(late)).isSameAs(late);
  }

  @Test
  void whatIsThrownAfterAFailureIsAddedToIt() {
    stream.lifetime().fail(Lifetime.NO_STEP, first);
    assertThatThrownBy(() -> stream.after(late)).isSameAs(first).hasSuppressedException(late);
  }

  @Test
  void whatClosingHasBroughtAboutIsNotAddedToAFailure() {
    stream.lifetime().fail(Lifetime.NO_STEP, first);
    for (Throwable ofClosing :
        new Throwable[] {first, new StreamClosedException("below"), new InterruptedException()}) {
      assertThatThrownBy(() -> stream.after(ofClosing)).isSameAs(first);
    }
    assertThat(first).hasNoSuppressedExceptions();
  }

  @Test
  void whatIsThrownAfterClosingIsAddedToThat() {
    stream.close();
    assertThat(stream.after(late))
        .isInstanceOf(StreamClosedException.class)
        .hasSuppressedException(late);
    assertThat(stream.after(new InterruptedException()))
        .isInstanceOf(StreamClosedException.class)
        .hasNoSuppressedExceptions();
    StreamClosedException known = new StreamClosedException("below");
    assertThat(stream.after(known)).isSameAs(known);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anInterruptIsKeptUnlessItsOwnEndHasSentIt(boolean isClosed) {
    stream.come();
    Thread other = new Thread(isClosed ? stream::close : Thread.currentThread()::interrupt);
    other.start();
    while (other.isAlive()) { // an interrupt must not end this wait
      Thread.onSpinWait();
    }
    assertThat(Thread.currentThread().isInterrupted()).isTrue();

    stream.go();

    assertThat(Thread.interrupted()).isEqualTo(!isClosed);
  }

  @Test
  void itKnowsWhetherItsReaderClosedItWhileReading() {
    stream.come();
    stream.close();
    assertThat(stream.wasClosedInside()).isTrue();

    Between other = new Between(new Lifetime.Holder() {});
    other.close();
    assertThat(other.wasClosedInside()).isFalse();
  }
}
