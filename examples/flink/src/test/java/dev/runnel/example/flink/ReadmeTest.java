package dev.runnel.example.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The page shows the job that is compiled. */
class ReadmeTest {
  @Test
  void theCodeOnThePageIsThatOfTheJob() throws IOException {
    String page = Files.readString(Path.of("README.md"));
    String shown = page.substring(page.indexOf("```java\n") + 8);
    String job =
        Files.readString(Path.of("src/main/java/dev/runnel/example/flink/LabelTopic.java"));
    assertThat(job.lines().map(String::strip).toList())
        .containsSequence(
            shown.substring(0, shown.indexOf("```")).lines().map(String::strip).toList());
  }
}
