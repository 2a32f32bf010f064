package dev.runnel.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.compose.RunnableLambda;
import dev.runnel.shared.KeptLog;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What hides payloads does not log them when it fails. */
class RedactionErrorTest {
  @AutoClose private final KeptLog log = KeptLog.ofRunnel();

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

    assertThat(log.records()).hasSize(1);
    StringWriter logged = new StringWriter();
    log.records().get(0).getThrown().printStackTrace(new PrintWriter(logged));
    assertThat(log.records().get(0).getMessage() + logged)
        .contains("A redaction threw", "java.lang.IllegalStateException")
        .contains("RedactionErrorTest.java")
        .doesNotContain("secret");
  }
}
