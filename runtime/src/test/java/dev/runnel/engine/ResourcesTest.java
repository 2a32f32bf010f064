package dev.runnel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.engine.run.Resources;
import dev.runnel.engine.run.StreamResources;
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
class ResourcesTest {
  private static final int ROUNDS = 3_000;

  static Stream<Consumer<Resources>> ends() {
    return Stream.of(
        Resources::cancel,
        resources -> resources.fail(Resources.NO_STEP, new IllegalStateException("down")),
        resources -> resources.end(Resources.NO_STEP));
  }

  @ParameterizedTest
  @MethodSource("ends")
  void whatComesWhileItEndsIsClosedOnce(Consumer<Resources> end) throws Exception {
    CyclicBarrier both = new CyclicBarrier(2);
    List<Resources> rounds =
        Stream.<Resources>generate(StreamResources::new).limit(ROUNDS).toList();
    AtomicInteger closed = new AtomicInteger();
    Background<Boolean> ending =
        Background.run(
            () -> {
              for (Resources resources : rounds) {
                both.await();
                end.accept(resources);
                both.await();
              }
              return true;
            });
    for (Resources resources : rounds) {
      closed.set(0);
      both.await();
      resources.own(closed::incrementAndGet);
      both.await();
      assertThat(closed).hasValue(1);
      assertThat(resources.isEmpty()).isTrue();
    }
    assertThat(ending.result()).isTrue();
  }

  @Test
  void whatWasOpenedLastIsClosedFirst() {
    List<String> order = new ArrayList<>();
    Resources resources = new StreamResources();
    for (String name : List.of("first", "second", "third")) {
      resources.own(() -> order.add(name));
    }
    assertThat(resources.cancel()).isTrue();
    assertThat(order).containsExactly("third", "second", "first");
    assertThat(resources.fail(Resources.NO_STEP, new IllegalStateException())).isFalse();
  }
}
