package dev.runnel.spring.web;

import static dev.runnel.spring.web.RunningApp.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.shared.Background;
import dev.runnel.testkit.Gate;
import java.io.BufferedReader;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.WebApplicationType;

/** Stops an application; alone, since all WebFlux applications of a process share their threads. */
@Timeout(60)
class StoppingTest {
  @ParameterizedTest
  @CsvSource({
    "SERVLET, /stream?topic=pause",
    "SERVLET, /mounted/riddle?input=pause",
    "REACTIVE, /stream?topic=pause",
    "REACTIVE, /mounted/riddle?input=pause"
  })
  void itsStreamsEndWithAnError(WebApplicationType kind, String path) throws Exception {
    RunningApp app = RunningApp.start(kind, "15s");
    try (BufferedReader lines = app.open(path)) {
      assertThat(read(lines, "data: \"")).isEqualTo("data: \"Why\"");
      app.bean(Gate.class).awaitWaiting();
      Background<Integer> stopping =
          Background.run(
              () -> {
                app.close();
                return 0;
              });
      read(lines, "event: error");
      assertThat(read(lines, "data: ")).contains("The server is stopping.");
      stopping.result();
    }
  }
}
