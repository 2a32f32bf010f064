package dev.runnel.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A million inputs, which would not fit into the heap that they run in. */
class MillionInputsTest {
  @TempDir Path folder;

  @Test
  @Timeout(300)
  void theHeapHoldsTheKeysAndNotTheInputs() throws Exception {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx96m",
            "-XX:+UseSerialGC",
            "-Xss256k",
            "-cp",
            System.getProperty("java.class.path"),
            MillionInputs.class.getName(),
            folder.resolve("journal").toString());
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(told.lines())
        .containsExactly(
            "found 0, answered 1000000", "found 1000000, answered 1000000", "read 1000000");
    assertThat(process.waitFor()).isZero();
  }
}
