package dev.runnel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.engine.run.Lifetime;
import dev.runnel.shared.Background;
import dev.runnel.shared.Eventually;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a lifetime closes at each of its ends, what its holder is told, and when it is over. */
@Timeout(60)
class LifetimeEndsTest {
  private static final int STEP = 3;

  private final List<String> log = new ArrayList<>();
  private final Holder holder = new Holder();
  private final Lifetime lifetime = new Lifetime(holder);

  /** Notes what it is told; says later that it was told, if that is wanted. */
  private final class Holder implements Lifetime.Holder {
    boolean isSlow;
    Runnable told = () -> {};

    @Override
    public Throwable named(int step, Throwable problem) {
      return new IllegalStateException("step " + step, problem);
    }

    @Override
    public void onEnd() {
      log.add("ended");
    }

    @Override
    public void onFailure(int step, Throwable cause, Runnable done) {
      log.add("failed in " + step);
      tell(done);
    }

    @Override
    public void onCancel(Runnable done) {
      log.add("cancelled");
      tell(done);
    }

    private void tell(Runnable done) {
      if (isSlow) {
        told = done;
      } else {
        done.run();
      }
    }
  }

  private AutoCloseable source(String name) {
    return () -> log.add(name);
  }

  private static AutoCloseable failing(Throwable failure) {
    return () -> {
      if (failure instanceof Exception exception) {
        throw exception;
      }
    };
  }

  @Test
  void sourcesAreClosedBeforeTasksAndBothBeforeTheHolderIsTold() {
    lifetime.ownTask(source("task"));
    lifetime.own(source("first"));
    lifetime.own(source("second"));
    assertThat(lifetime.ownsNothing()).isFalse();

    assertThat(lifetime.cancel()).isTrue();

    assertThat(log).containsExactly("second", "first", "task", "cancelled");
    assertThat(lifetime.state()).isEqualTo(Lifetime.State.CANCELLED);
    assertThat(lifetime.failure()).isNull();
    assertThat(lifetime.ownsNothing()).isTrue();
  }

  @Test
  void aNormalEndClosesAllAndIsTheOnlyEnd() {
    lifetime.ownTask(source("task"));
    lifetime.own(source("source"));

    assertThat(lifetime.end(STEP)).isTrue();

    assertThat(lifetime.end(STEP)).isFalse();
    assertThat(lifetime.cancel()).isFalse();
    assertThat(lifetime.fail(STEP, new IOException())).isFalse();
    assertThat(log).containsExactly("source", "task", "ended");
    assertThat(lifetime.state()).isEqualTo(Lifetime.State.ENDED);
    assertThat(lifetime.isOpen()).isFalse();
    assertThat(lifetime.failure()).isNull();
  }

  @Test
  void anErrorOfClosingAtTheEndIsTheFailureOfItsStep() {
    IOException first = new IOException("first");
    IOException second = new IOException("second");
    lifetime.ownTask(failing(first)); // closed last, but one that threw before is the first
    lifetime.own(failing(second));
    lifetime.own(failing(first));

    assertThat(lifetime.end(STEP)).isTrue();

    assertThat(log).containsExactly("failed in 3");
    assertThat(lifetime.state()).isEqualTo(Lifetime.State.FAILED);
    assertThat(lifetime.failure()).hasMessage("step 3").hasCause(first);
    assertThat(first.getSuppressed()).containsExactly(second);
  }

  @Test
  void errorsOfClosingAreAddedToTheFailureBeforeThem() {
    IOException cause = new IOException("cause");
    IOException closing = new IOException("closing");
    lifetime.own(failing(closing));
    lifetime.own(failing(cause)); // nothing is added to itself
    lifetime.ownTask(failing(closing));

    assertThat(lifetime.fail(STEP, cause)).isTrue();

    assertThat(log).containsExactly("failed in 3");
    assertThat(lifetime.failure()).isSameAs(cause);
    assertThat(cause.getSuppressed()).containsExactly(closing, closing);
    assertThat(lifetime.fail(STEP, closing)).isFalse();
    assertThat(lifetime.failure()).isSameAs(cause);
  }

  @Test
  void whatComesAfterTheEndIsClosedAtOnce() {
    lifetime.end(STEP);
    assertThat(lifetime.own(source("late"))).isFalse();
    assertThat(lifetime.own(source("later"), STEP)).isFalse();
    assertThat(lifetime.ownTask(source("task"))).isFalse();
    assertThat(log).containsExactly("ended", "late", "later", "task");
    assertThat(lifetime.ownsNothing()).isTrue();
  }

  @Test
  void whatWasGivenBackIsNotClosed() {
    AutoCloseable source = source("source");
    AutoCloseable task = source("task");
    assertThat(lifetime.own(source, STEP)).isTrue();
    assertThat(lifetime.ownTask(task)).isTrue();

    assertThat(lifetime.disown(source)).isTrue();
    assertThat(lifetime.ownsNothing()).isFalse();
    assertThat(lifetime.disown(task)).isTrue();
    assertThat(lifetime.disown(task)).isFalse();
    assertThat(lifetime.ownsNothing()).isTrue();

    lifetime.cancel();
    assertThat(log).containsExactly("cancelled");
  }

  @Test
  void itIsOverWhenTheHolderHasToldOfItsEnd() {
    holder.isSlow = true;
    lifetime.whenOver(() -> log.add("one"));
    lifetime.whenOver(() -> log.add("two"));
    lifetime.cancel();
    lifetime.whenOver(() -> log.add("three"));
    assertThat(log).containsExactly("cancelled");

    holder.told.run();

    assertThat(log).containsExactly("cancelled", "one", "two", "three");
    lifetime.whenOver(() -> log.add("at once"));
    assertThat(log).endsWith("at once");
  }

  @Test
  void whatIsBelowIsOverBeforeTheHolderAboveIsTold() {
    Lifetime[] below = {new Lifetime(), new Lifetime(holder), new Lifetime()};
    List<String> above = new ArrayList<>();
    Lifetime top =
        new Lifetime(
            new Lifetime.Holder() {
              @Override
              public void onFailure(int step, Throwable cause, Runnable done) {
                above.add("told");
                done.run();
              }
            });
    holder.isSlow = true;
    for (Lifetime each : below) {
      top.own(each);
    }

    top.fail(STEP, new IOException());
    assertThat(below).noneMatch(Lifetime::isOpen);
    assertThat(above).isEmpty();
    holder.told.run();

    assertThat(above).containsExactly("told");
  }

  @Test
  void oneThatEndsFirstLetsGoOfTheOneAbove() {
    Lifetime above = new Lifetime();
    assertThat(lifetime.closeWith(above)).isTrue();
    assertThat(above.ownsNothing()).isFalse();
    lifetime.end(STEP);
    assertThat(above.ownsNothing()).isTrue();

    assertThat(lifetime.closeWith(above)).isTrue();
    assertThat(above.ownsNothing()).as("it has ended").isTrue();

    above.cancel();
    Lifetime late = new Lifetime(holder);
    assertThat(late.closeWith(above)).isFalse();
    assertThat(late.state()).isEqualTo(Lifetime.State.CANCELLED);
  }

  @Test
  void whoClosesItWaitsForTheThreadThatEndsIt() throws Exception {
    holder.isSlow = true;
    lifetime.cancel();
    Thread closing = new Thread(lifetime::close);
    closing.setDaemon(true);
    closing.start();
    Eventually.isTrue(() -> closing.getState() == Thread.State.TIMED_WAITING);

    holder.told.run();
    closing.join();

    assertThat(log).containsExactly("cancelled");
    lifetime.close();
    assertThat(log).containsExactly("cancelled");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anEndInterruptsTheThreadInsideWhichForgetsItWhenItLeaves(boolean ownsSomething)
      throws Exception {
    if (ownsSomething) {
      lifetime.own(source("source"));
    }
    assertThat(lifetime.enter()).isTrue();
    assertThat(lifetime.isInside()).isTrue();
    assertThat(lifetime.enter()).isFalse();
    assertThat(Background.run(lifetime::isInside).result()).isFalse();

    Thread cancelling = new Thread(lifetime::cancel);
    cancelling.start();
    while (cancelling.isAlive()) { // the interrupt must not end this wait
      Thread.onSpinWait();
    }

    assertThat(Thread.currentThread().isInterrupted()).isTrue();
    lifetime.leave();
    lifetime.clearInterrupt();
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    assertThat(lifetime.isInside()).isFalse();
  }

  @Test
  void whoIsInsideMayEndItWellAndLeaves() throws Exception {
    lifetime.enter();
    lifetime.end(STEP);
    assertThat(lifetime.isInside()).isTrue();
    lifetime.leave();
    assertThat(lifetime.isInside()).isFalse();
    assertThat(Background.run(lifetime::enter).result()).isTrue();
  }

  @Test
  void itSaysTheNameOfItsHolder() {
    assertThat(lifetime.name()).isEqualTo("A stream");
  }
}
