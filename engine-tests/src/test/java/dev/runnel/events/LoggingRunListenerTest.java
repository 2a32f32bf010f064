package dev.runnel.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.ChunkStream;
import dev.runnel.event.LoggingRunListener;
import dev.runnel.model.ChatPrompt;
import dev.runnel.testkit.Script;
import dev.runnel.testkit.ScriptedChatModel;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;

/** One line is logged for each run, when it is over. */
class LoggingRunListenerTest {
  private final List<String> lines = new ArrayList<>();
  private final LoggingRunListener listener = new LoggingRunListener(new Lines(lines));

  private record Lines(List<String> lines) implements System.Logger {
    @Override
    public String getName() {
      return "lines";
    }

    @Override
    public boolean isLoggable(Level level) {
      return true;
    }

    @Override
    public void log(Level level, ResourceBundle bundle, String text, Throwable thrown) {
      lines.add(level + " " + text);
    }

    @Override
    public void log(Level level, ResourceBundle bundle, String format, Object... params) {
      lines.add(level + " " + format);
    }
  }

  private static ScriptedChatModel model(Script script) {
    return ScriptedChatModel.builder().name("model").otherwise(script).build();
  }

  @Test
  void itTellsHowLongEachRunTookAndWhenItsFirstChunkCame() {
    model(Script.of("a", "b")).pipe(Parsers.text()).withListeners(listener).stream(
            ChatPrompt.of("hi"))
        .forEach(chunk -> {});
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0))
        .matches(
            "INFO   chat_model model ended after \\d+ ms, first of 2 chunks after \\d+ ms"
                + " \\[seq:step:1]");
    assertThat(lines.get(2))
        .matches(
            "INFO chain RunnableSequence ended after \\d+ ms, first of 2 chunks after \\d+ ms");
  }

  @Test
  void itWarnsOfFailuresWithoutTheirText() {
    Script fails = Script.failing(new IllegalStateException("private"));
    assertThatThrownBy(() -> model(fails).withListeners(listener).invoke(ChatPrompt.of("hi")));
    assertThat(lines).hasSize(1);
    assertThat(lines.get(0))
        .matches("WARNING chat_model model failed after \\d+ ms: java.lang.IllegalStateException");
  }

  @Test
  void itTellsOfCancellations() {
    try (ChunkStream<?> chunks =
        model(Script.of("a", "b")).withListeners(listener).stream(ChatPrompt.of("hi"))) {
      chunks.next();
    }
    assertThat(lines).hasSize(1);
    assertThat(lines.get(0)).startsWith("INFO chat_model model was cancelled after ");
  }
}
