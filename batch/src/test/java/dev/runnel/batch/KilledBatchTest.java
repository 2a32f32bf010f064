package dev.runnel.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A batch whose process is killed again and again. */
class KilledBatchTest {
  private static final int KILLS = 20;
  private static final int INPUTS = 4000;
  private static final long TOKENS = BatchProcess.USAGE.input() + BatchProcess.USAGE.output();

  @TempDir Path folder;

  @Test
  @Timeout(300)
  void aBatchThatIsKilledTwentyTimesAnswersEachInputOnce() throws Exception {
    Path journal = folder.resolve("journal");
    long seed = new Random().nextLong();
    System.out.println("KilledBatchTest: seed " + seed);
    Random random = new Random(seed);
    long stored = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      long told = killed(journal, random);
      long now = entries(journal);
      assertThat(now)
          .as("seed %d, kill %d", seed, kill)
          .isGreaterThanOrEqualTo(Math.max(told, stored));
      stored = now;
    }
    assertThat(stored).as("seed %d", seed).isPositive();
    Process last = BatchProcess.start(List.of(), journal, INPUTS);
    String told = new String(last.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(told).contains("end " + INPUTS);
    BatchProcess.assertAnsweredOnce(journal, INPUTS);
    // All that was answered was paid once, and what a cut write had paid for once more.
    assertThat(BatchProcess.told("tokens", told))
        .isBetween(INPUTS * TOKENS, (INPUTS + KILLS * 2L * BatchProcess.CONCURRENCY) * TOKENS);
  }

  /** Lets the process store some answers, kills it, and returns how many it has told of. */
  private static long killed(Path journal, Random random) throws IOException, InterruptedException {
    Process process = BatchProcess.start(List.of(), journal, INPUTS);
    StringBuilder told = new StringBuilder();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      int most = 1 + random.nextInt(15);
      for (int i = 0; i < most; i++) {
        told.append(lines.readLine()).append('\n');
      }
      LockSupport.parkNanos(random.nextInt(3_000_000));
      process.toHandle().destroyForcibly(); // the process itself would close what it has told
      String line = lines.readLine();
      while (line != null) {
        told.append(line).append('\n');
        line = lines.readLine();
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
    return BatchProcess.told("done", told.toString());
  }

  private static long entries(Path journal) throws IOException {
    long lines = 0;
    if (Files.exists(journal)) {
      try (FileEntries entries = new FileEntries(journal, new BatchIdentity("slow", ""))) {
        while (entries.hasNext()) {
          entries.next();
          lines++;
        }
      }
    }
    return lines;
  }
}
