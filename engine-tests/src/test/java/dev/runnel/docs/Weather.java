package dev.runnel.docs;

import dev.runnel.ChunkStream;
import dev.runnel.RunContext;
import dev.runnel.annotations.Tool;
import dev.runnel.annotations.ToolFailure;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

// region tools
public class Weather {
  public record Day(String sky, int degrees) {}

  /**
   * Tells the weather of the next days in a city. Ask once for each city.
   *
   * @param city the city's name in English
   * @param days how many days; 1 if it is left out
   */
  @Tool(timeout = "10s", attempts = 2)
  public List<Day> forecast(String city, Optional<Integer> days) {
    return Stream.of(new Day("rain", 12), new Day("sun", 18)).limit(days.orElse(1)).toList();
  }

  /** Warns everybody in a city of bad weather. */
  @Tool(approval = true, onFailure = ToolFailure.MESSAGE)
  public void warn(String city, RunContext run) {
    if (city.isBlank()) {
      throw new IllegalArgumentException("There is no city without a name.");
    }
    run.progress(1, 1);
  }

  /** Describes the sky over a city, word by word. */
  @Tool
  public ChunkStream<String> describe(String city) {
    return ChunkStream.of("Grey ", "over ", city);
  }
}
// endregion
