package dev.runnel.benchmarks.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.benchmarks.compile.Compilation.Kind;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That the benchmark measures something; how much is not for tests. */
class CompileTimeTest {
  @Test
  void twoChainsAreCompiledColdAndWarm() throws Exception {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream before = System.out;
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      CompileTime.main(new String[] {"1", "1", "2"});
    } finally {
      System.setOut(before);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("| cold | 1 | ", "| cold | 2 | ", "| warm | 1 | ", "| warm | 2 | ")
        .contains("Each chain from 1 to 2 adds ", "Each schema of ", "Each tool of ");
  }

  @Test
  void theControlCompilesWhatTheProcessorGenerates(@TempDir Path folder) throws Exception {
    Compilation compilation = Compilation.prepare(folder, ChainSources.CHAINS, 2);
    assertThat(compilation.generated())
        .extracting(file -> file.getFileName().toString())
        .containsExactly("Chain0Runnables.java", "Chain1Runnables.java");
    for (Kind kind : Kind.values()) {
      assertThat(compilation.measure(kind).wall()).isPositive();
    }
  }

  /** Micronaut's writes class files. */
  @ParameterizedTest
  @EnumSource
  void eachProcessorWritesSomethingForItsClasses(ChainSources classes, @TempDir Path folder)
      throws Exception {
    Compilation compilation = Compilation.prepare(folder, classes, 2);
    assertThat(classes.processors()).isNotEmpty();
    assertThat(compilation.generated()).hasSize(classes == ChainSources.MICRONAUT ? 0 : 2);
    assertThat(compilation.measure(Kind.PLAIN).cpu()).isPositive();
  }

  @Test
  void theMedianIsTakenOfEachTimeForItself() {
    assertThat(Cost.median(List.of(new Cost(3, 10), new Cost(1, 30), new Cost(2, 20))))
        .isEqualTo(new Cost(2, 20));
    assertThat(Cost.parse(new Cost(5, 7).toString())).isEqualTo(new Cost(5, 7));
  }
}
