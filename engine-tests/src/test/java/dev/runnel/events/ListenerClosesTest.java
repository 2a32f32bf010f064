package dev.runnel.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.ChunkStream;
import dev.runnel.Runnel;
import dev.runnel.StreamClosedException;
import dev.runnel.event.RunEvent;
import dev.runnel.event.RunListener;
import dev.runnel.model.ChatPrompt;
import dev.runnel.testkit.EventAssertions;
import dev.runnel.testkit.RecordingListener;
import dev.runnel.testkit.Script;
import dev.runnel.testkit.ScriptedChatModel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A listener may close the run that it hears, at any event: all others hear the same. */
@Timeout(60)
class ListenerClosesTest {
  private static final ChatPrompt HI = ChatPrompt.of("hi");
  private static final int EVENTS = 12;
  private static final int LISTENERS = 3;

  private final ScriptedChatModel model =
      ScriptedChatModel.builder().name("model").otherwise(Script.of("a", "b")).build();

  /** Keeps all events, and closes the stream at one of them. */
  private static final class Closer implements RunListener {
    final List<RunEvent> heard = new ArrayList<>();
    private final AtomicReference<@Nullable ChunkStream<String>> stream;
    private final int when;

    Closer(AtomicReference<@Nullable ChunkStream<String>> stream, int when) {
      this.stream = stream;
      this.when = when;
    }

    private void hear(RunEvent event) {
      heard.add(event);
      ChunkStream<String> open = stream.get();
      if (heard.size() - 1 == when && open != null) {
        open.close();
      }
    }

    @Override
    public void onStart(RunEvent.Start event) {
      hear(event);
    }

    @Override
    public void onChunk(RunEvent.Chunk event) {
      hear(event);
    }

    @Override
    public void onEnd(RunEvent.End event) {
      hear(event);
    }

    @Override
    public void onError(RunEvent.Failure event) {
      hear(event);
    }

    @Override
    public void onCancel(RunEvent.Cancel event) {
      hear(event);
    }
  }

  static Stream<Arguments> moments() {
    List<Arguments> all = new ArrayList<>();
    for (int when = 0; when < EVENTS; when++) {
      for (int who = 0; who < LISTENERS; who++) {
        all.add(Arguments.of(when, who, true));
        all.add(Arguments.of(when, who, false));
      }
    }
    return all.stream();
  }

  @ParameterizedTest(name = "event {0}, listener {1}, pulled {2}")
  @MethodSource("moments")
  void allHearTheSameInOneOrder(int when, int who, boolean pulled) {
    AtomicReference<@Nullable ChunkStream<String>> stream = new AtomicReference<>();
    Closer[] listeners = new Closer[LISTENERS];
    for (int i = 0; i < LISTENERS; i++) {
      listeners[i] = new Closer(stream, i == who ? when : -1);
    }
    Runnel<ChatPrompt, String, String> chain = model.pipe(Parsers.text()).withListeners(listeners);
    ChunkStream<String> chunks = chain.stream(HI);
    stream.set(chunks);
    try {
      if (pulled) {
        while (chunks.hasNext()) {
          chunks.next();
        }
      } else {
        chunks.forEach(chunk -> {});
      }
    } catch (StreamClosedException closedByTheListener) {
      assertThat(closedByTheListener).hasMessageContaining("closed");
    } finally {
      chunks.close();
    }
    EventAssertions.assertWellFormed(listeners[who].heard);
    for (Closer listener : listeners) {
      assertThat(listener.heard).isEqualTo(listeners[who].heard);
    }
  }

  @RepeatedTest(300)
  void parallelStepsMayGiveTheSameObject() {
    RecordingListener heard = new RecordingListener();
    new SameObjectChainsRunnables().same().withListeners(heard).stream("x").toList();
    heard.assertWellFormed();
  }
}
