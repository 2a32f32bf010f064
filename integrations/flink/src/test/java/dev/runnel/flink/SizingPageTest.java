package dev.runnel.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.shared.DocSnippets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Computes the tables of docs/sizing.md by the formulas that stand there. */
class SizingPageTest {
  private static final Path PAGE = Path.of("..", "..", "docs", "sizing.md");

  // region formulas
  /** What is asked for. Times in seconds, sizes in bytes, money in the currency of the prices. */
  record Load(
      double inputsADay,
      double peak, // the busiest hour, as a multiple of the mean
      double secondsOfAnswer,
      double promptTokens,
      double answerTokens,
      double inputBytes,
      double priceOfPrompts, // of a million tokens
      double priceOfAnswers) {

    double inputsASecond() {
      return inputsADay / 86_400 * peak;
    }

    /** Little's law: what is open is what comes in a second, times how long it stays. */
    double openCalls() {
      return inputsASecond() * secondsOfAnswer;
    }

    double tokensAMinute() {
      return inputsASecond() * 60 * (promptTokens + answerTokens);
    }

    double costOfInput() {
      return (promptTokens * priceOfPrompts + answerTokens * priceOfAnswers) / 1e6;
    }

    double costADay() {
      return inputsADay * costOfInput();
    }
  }

  /** What one answer takes, as measured. */
  record Measured(
      double cpuSeconds, double heapBytes, double stateBytes, double secondsOfCheckpoint) {}

  /** What there is. A storage takes so many bytes of checkpoints in a second. */
  record Cluster(
      double taskManagers,
      double slotsEach,
      double coresEach,
      double heapEach, // which may be used for open calls
      double storageBytesASecond,
      double tokensAMinute) {}

  record Sizing(Load load, Measured measured, Cluster cluster) {
    double openCallsEach() {
      return load.openCalls() / cluster.taskManagers();
    }

    /** What withCapacity is told, at least: calls that are open in one slot. */
    double capacity() {
      return openCallsEach() / cluster.slotsEach();
    }

    double heapEach() {
      return openCallsEach() * (measured.heapBytes() + load.inputBytes());
    }

    double coresEach() {
      return load.inputsASecond() * measured.cpuSeconds() / cluster.taskManagers();
    }

    double checkpointBytes() {
      return load.openCalls() * (load.inputBytes() + measured.stateBytes());
    }

    /** A full operator lets a barrier in with its next answer. */
    double checkpointSeconds() {
      return load.secondsOfAnswer() / capacity()
          + measured.secondsOfCheckpoint()
          + checkpointBytes() / cluster.storageBytesASecond();
    }

    /**
     * Inputs that are asked again when a task manager is lost: those of all, since the job
     * restarts.
     */
    double askedAgain(double secondsBetweenCheckpoints) {
      return load.inputsASecond() * secondsBetweenCheckpoints / 2 + 1.5 * load.openCalls();
    }

    /**
     * How much of each limit is used; what is above 1 does not work, and the largest breaks first.
     */
    Map<String, Double> used() {
      return Map.of(
          "tokens", load.tokensAMinute() / cluster.tokensAMinute(),
          "heap", heapEach() / cluster.heapEach(),
          "cores", coresEach() / cluster.coresEach());
    }
  }

  // endregion

  // region values
  static final Measured MEASURED = new Measured(0.000_310, 10_700, 26, 1.7);

  static Load tickets(double inputsADay) {
    return new Load(inputsADay, 3, 4, 400, 100, 1_600, 0.25, 2);
  }

  static Cluster cluster(double taskManagers) {
    return new Cluster(taskManagers, 4, 4, 2e9, 50e6, 10e6);
  }

  // endregion

  @Test
  void thePageShowsTheFormulasThatRunHere() {
    assertThat(DocSnippets.blocks("sizing.md", "java"))
        .containsExactlyElementsOf(DocSnippets.regions(SizingPageTest.class));
  }

  static List<Sizing> rows() {
    return List.of(sizing(1e6, 1), sizing(1e6, 4), sizing(1e8, 1), sizing(1e8, 4), sizing(1e8, 16));
  }

  private static Sizing sizing(double inputsADay, double taskManagers) {
    return new Sizing(tickets(inputsADay), MEASURED, cluster(taskManagers));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void theTableHasTheValuesOfTheFormulas(Sizing sizing) throws IOException {
    assertThat(Files.readAllLines(PAGE)).contains(ofLoad(sizing.load()), ofCluster(sizing));
  }

  private static String ofLoad(Load load) {
    return row(
        "%,.0f", load.inputsADay(),
        "%,.0f", load.inputsASecond(),
        "%,.0f", load.openCalls(),
        "%,.2f million", load.tokensAMinute() / 1e6,
        "%,.0f", load.costADay());
  }

  private static String ofCluster(Sizing sizing) {
    Map.Entry<String, Double> first =
        sizing.used().entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
    return row(
            "%,.0f", sizing.load().inputsADay(),
            "%.0f", sizing.cluster().taskManagers(),
            "%,.0f", Math.ceil(sizing.capacity()),
            "%,.1f MB", sizing.heapEach() / 1e6,
            "%.2f", sizing.coresEach(),
            "%,.1f MB", sizing.checkpointBytes() / 1e6,
            "%.2f s", sizing.checkpointSeconds(),
            "%,.0f", sizing.askedAgain(10),
            "%,.2f", sizing.askedAgain(10) * sizing.load().costOfInput())
        + String.format(Locale.ROOT, " %s, %.0f %% |", first.getKey(), first.getValue() * 100);
  }

  private static String row(Object... formatsAndValues) {
    StringBuilder row = new StringBuilder("|");
    for (int i = 0; i < formatsAndValues.length; i += 2) {
      row.append(' ')
          .append(String.format(Locale.ROOT, (String) formatsAndValues[i], formatsAndValues[i + 1]))
          .append(" |");
    }
    return row.toString();
  }

  /** Prints the rows, for whoever changes a value. */
  public static void main(String[] arguments) {
    rows().stream().map(sizing -> ofLoad(sizing.load())).distinct().forEach(System.out::println);
    rows().forEach(sizing -> System.out.println(ofCluster(sizing)));
  }
}
