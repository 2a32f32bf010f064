package goldens;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.runnel.Call;
import dev.runnel.ChunkStream;
import dev.runnel.RunContext;
import dev.runnel.annotations.Description;
import dev.runnel.annotations.Tool;
import dev.runnel.annotations.ToolFailure;
import dev.runnel.compose.RunnableLambda;
import dev.runnel.model.Media;
import java.io.IOException;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

public class Travel {
  public record Flight(String from, String to, LocalDate day) {}

  private final RunnableLambda<String, String> reverse =
      RunnableLambda.of("reverse", text -> new StringBuilder(text).reverse().toString());

  /**
   * Finds flights between two cities. Call it once for each day, and never for days that are in the
   * past.
   *
   * @param from where the journey begins
   * @param to where it ends
   * @param day the day of departure; today if it is left out
   */
  @Tool(timeout = "10s", attempts = 3, endsRun = IOException.class)
  public List<Flight> flights(String from, String to, Optional<LocalDate> day, RunContext run)
      throws IOException {
    run.progress(1, 1);
    return List.of(new Flight(from, to, day.orElse(LocalDate.of(2026, 1, 2))));
  }

  @Tool(
      name = "book_flight",
      description = "Books a flight.",
      approval = true,
      parallel = false,
      onFailure = ToolFailure.MESSAGE)
  void book(Flight flight, @JsonProperty("seat_number") @Description("such as 12A") String seat) {
    if (seat.isEmpty()) {
      throw new IllegalArgumentException("There is no seat.");
    }
  }

  /** Shows a map of a city. */
  @Tool(returnDirect = true, maxResultCharacters = 1000)
  CompletableFuture<Media> map(String city) {
    return CompletableFuture.completedFuture(
        Media.image(URI.create("https://example.com/" + city)));
  }

  /** Tells how many people wait at the gates. */
  @Tool
  static int waiting() {
    return 12;
  }

  /** Tells a story, word by word. */
  @Tool
  ChunkStream<String> story(int words, String toString) {
    return ChunkStream.from(Stream.generate(() -> toString + " ").limit(words));
  }

  /** Counts. */
  @Tool
  Stream<Integer> count(int wait) {
    return Stream.iterate(1, n -> n + 1).limit(wait);
  }

  /** Writes a text backwards. */
  @Tool(attempts = 2)
  Call<String, String> tools(String text) {
    return reverse.call(text);
  }

  /** Writes a text backwards. */
  @Tool
  RunnableLambda<String, String> backwards() {
    return reverse;
  }
}
