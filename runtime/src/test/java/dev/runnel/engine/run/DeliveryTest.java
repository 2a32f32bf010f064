package dev.runnel.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.annotations.RunType;
import dev.runnel.event.RunEvent;
import dev.runnel.event.RunInfo;
import dev.runnel.event.RunListener;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** All listeners hear the events in one order, whatever one of them does when it hears one. */
class DeliveryTest {
  private static final RunInfo RUN =
      new RunInfo(new UUID(0, 1), List.of(), "run", RunType.CHAIN, Set.of(), Map.of(), true, false);

  private final List<String> log = new ArrayList<>();

  /** Writes down which of its methods was called; then does what a test wants. */
  private class Heard implements RunListener {
    private final String name;

    Heard(String name) {
      this.name = name;
    }

    void then(String what) {}

    private void heard(String what) {
      log.add(name + " " + what);
      then(what);
    }

    @Override
    public void onStart(RunEvent.Start event) {
      heard("start");
    }

    @Override
    public void onChunk(RunEvent.Chunk event) {
      heard("chunk");
    }

    @Override
    public void onCustom(RunEvent.Custom event) {
      heard("custom");
    }

    @Override
    public void onEnd(RunEvent.End event) {
      heard("end");
    }

    @Override
    public void onError(RunEvent.Failure event) {
      heard("error");
    }

    @Override
    public void onCancel(RunEvent.Cancel event) {
      heard("cancel");
    }
  }

  /** Throws whenever it hears something. */
  private final class Broken extends Heard {
    final IllegalStateException failure;
    private final boolean failsRuns;

    Broken(String name, boolean failsRuns) {
      super(name);
      this.failure = new IllegalStateException(name);
      this.failsRuns = failsRuns;
    }

    @Override
    void then(String what) {
      throw failure;
    }

    @Override
    public boolean failOnError() {
      return failsRuns;
    }
  }

  private static Listeners.Entry[] entries(RunListener... listeners) {
    return Listeners.NONE.with(List.of(listeners)).wanting(RUN);
  }

  private static RunEvent chunk() {
    return new RunEvent.Chunk(RUN, "chunk");
  }

  @Test
  void eachKindOfEventIsHeardAsItself() {
    Instant now = Instant.EPOCH;
    List<RunEvent> events =
        List.of(
            new RunEvent.Start(RUN, "in", now),
            chunk(),
            new RunEvent.Custom(RUN, "custom", 1),
            new RunEvent.End(RUN, null, null, "out", now),
            new RunEvent.Failure(RUN, new IllegalStateException(), now),
            new RunEvent.Cancel(RUN, now));
    for (RunEvent event : events) {
      assertThat(new Delivery(entries(new Heard("a"), new Heard("b")), event, true).run()).isNull();
    }
    assertThat(log)
        .containsExactly(
            "a start",
            "b start",
            "a chunk",
            "b chunk",
            "a custom",
            "b custom",
            "a end",
            "b end",
            "a error",
            "b error",
            "a cancel",
            "b cancel");
  }

  @Test
  void whoStillWaitsForAnEventHearsItBeforeOneThatItBringsAbout() {
    Heard last = new Heard("last");
    RunListener[] all = new RunListener[3];
    all[0] = new Heard("first");
    all[1] =
        new Heard("cancelling") {
          @Override
          void then(String what) {
            assertThat(Delivery.isOnThisThread()).isTrue();
            if (what.equals("chunk")) {
              new Delivery(entries(all), new RunEvent.Cancel(RUN, Instant.EPOCH), false).run();
            }
          }
        };
    all[2] = last;
    assertThat(Delivery.isOnThisThread()).isFalse();

    new Delivery(entries(all), chunk(), false).run();

    assertThat(Delivery.isOnThisThread()).isFalse();
    assertThat(log)
        .containsExactly(
            "first chunk",
            "cancelling chunk",
            "last chunk",
            "first cancel",
            "cancelling cancel",
            "last cancel");
  }

  @Test
  void theFirstExceptionThatCountsIsReturnedAndAllHearTheEvent() {
    Broken harmless = new Broken("harmless", false);
    Broken first = new Broken("first", true);
    Broken second = new Broken("second", true);
    Heard last = new Heard("last");

    assertThat(new Delivery(entries(harmless, first, second, last), chunk(), true).run())
        .isSameAs(first.failure);
    assertThat(log).containsExactly("harmless chunk", "first chunk", "second chunk", "last chunk");

    assertThat(new Delivery(entries(harmless, last), chunk(), true).run()).isNull();
    assertThat(new Delivery(entries(first, last), chunk(), false).run())
        .as("an end is told whatever a listener throws")
        .isNull();
  }

  @Test
  void aListenerIsAddedOnceAndOneThatWantsNothingIsLeftOut() {
    Heard heard = new Heard("a");
    RunListener deaf =
        new Heard("deaf") {
          @Override
          public boolean wants(RunInfo run) {
            return false;
          }
        };
    RunListener chunkless =
        new Heard("chunkless") {
          @Override
          public boolean wantsChunks(RunInfo run) {
            return false;
          }
        };
    Listeners listeners =
        Listeners.NONE.with(List.of(heard, deaf)).with(List.of(chunkless, heard, deaf));

    Listeners.Entry[] wanting = listeners.wanting(RUN);
    assertThat(wanting).extracting(entry -> entry.listener).containsExactly(heard, chunkless);
    assertThat(Listeners.wantingChunks(wanting, RUN))
        .extracting(entry -> entry.listener)
        .containsExactly(heard);
    assertThat(Listeners.scoped(wanting)).isEmpty();
    assertThat(Listeners.NONE.with(List.of())).isSameAs(Listeners.NONE);
    assertThat(Listeners.NONE.isEmpty()).isTrue();
    assertThat(listeners.isEmpty()).isFalse();
  }

  @Test
  void aListenerThatCannotSayWhatItWantsGetsNothing() {
    RunListener unsure =
        new Heard("unsure") {
          @Override
          public boolean wants(RunInfo run) {
            throw new IllegalStateException("wants");
          }
        };
    RunListener unsureOfChunks =
        new Heard("unsure of chunks") {
          @Override
          public boolean wantsChunks(RunInfo run) {
            throw new IllegalStateException("wantsChunks");
          }
        };

    Listeners.Entry[] wanting = entries(unsure, unsureOfChunks);
    assertThat(wanting).extracting(entry -> entry.listener).containsExactly(unsureOfChunks);
    assertThat(Listeners.wantingChunks(wanting, RUN)).isEmpty();
  }
}
