package dev.runnel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.engine.run.Lifetime;
import dev.runnel.shared.Background;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class LifetimeTest {
  private static final int ROUNDS = 3_000;

  static Stream<Consumer<Lifetime>> ends() {
    return Stream.of(
        Lifetime::cancel,
        lifetime -> lifetime.fail(Lifetime.NO_STEP, new IllegalStateException("down")),
        lifetime -> lifetime.end(Lifetime.NO_STEP));
  }

  @ParameterizedTest
  @MethodSource("ends")
  void whatComesWhileItEndsIsClosedOnce(Consumer<Lifetime> end) throws Exception {
    CyclicBarrier both = new CyclicBarrier(2);
    List<Lifetime> rounds = Stream.<Lifetime>generate(Lifetime::new).limit(ROUNDS).toList();
    AtomicInteger closed = new AtomicInteger();
    Background<Boolean> ending =
        Background.run(
            () -> {
              for (Lifetime lifetime : rounds) {
                both.await();
                end.accept(lifetime);
                both.await();
              }
              return true;
            });
    for (Lifetime lifetime : rounds) {
      closed.set(0);
      both.await();
      lifetime.own(closed::incrementAndGet);
      both.await();
      assertThat(closed).hasValue(1);
      assertThat(lifetime.ownsNothing()).isTrue();
    }
    assertThat(ending.result()).isTrue();
  }

  @Test
  void whatWasOpenedLastIsClosedFirst() {
    List<String> order = new ArrayList<>();
    Lifetime lifetime = new Lifetime();
    for (String name : List.of("first", "second", "third")) {
      lifetime.own(() -> order.add(name));
    }
    assertThat(lifetime.cancel()).isTrue();
    assertThat(order).containsExactly("third", "second", "first");
    assertThat(lifetime.fail(Lifetime.NO_STEP, new IllegalStateException())).isFalse();
  }
}
