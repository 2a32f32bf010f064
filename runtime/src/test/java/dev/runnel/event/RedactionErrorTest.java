package dev.runnel.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.compose.RunnableLambda;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What hides payloads does not log them when it fails. */
class RedactionErrorTest {
  private static final Logger LOGGER = Logger.getLogger("dev.runnel");

  private final List<LogRecord> records = new CopyOnWriteArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord record) {
          records.add(record);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    LOGGER.addHandler(handler);
    LOGGER.setUseParentHandlers(false);
  }

  @AfterEach
  void stopListening() {
    LOGGER.removeHandler(handler);
    LOGGER.setUseParentHandlers(true);
  }

  @Test
  void theLogTellsWhatWasThrownAndWhereButNotThePayload() {
    EventOptions parsing =
        EventOptions.DEFAULT.withRedaction(
            (run, payload) -> {
              throw new IllegalStateException(
                  "cannot hide " + payload, new Exception("" + payload));
            });
    RunnableLambda.<String, String>of("echo", word -> word)
        .streamEvents("secret", parsing)
        .toList();

    assertThat(records).hasSize(1);
    StringWriter logged = new StringWriter();
    records.get(0).getThrown().printStackTrace(new PrintWriter(logged));
    assertThat(records.get(0).getMessage() + logged)
        .contains("A redaction threw", "java.lang.IllegalStateException")
        .contains("RedactionErrorTest.java")
        .doesNotContain("secret");
  }
}
