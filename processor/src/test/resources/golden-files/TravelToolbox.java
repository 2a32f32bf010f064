package goldens;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.runnel.ChunkStream;
import dev.runnel.RetryPolicy;
import dev.runnel.RunContext;
import dev.runnel.Whole;
import dev.runnel.annotations.RunnelGenerated;
import dev.runnel.annotations.ToolFailure;
import dev.runnel.model.Media;
import dev.runnel.model.ToolSpec;
import dev.runnel.tool.Tool;
import dev.runnel.tool.ToolReader;
import dev.runnel.tool.ToolRules;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.Generated;

/** Offers the methods of {@link Travel} to a model, as tools. */
@RunnelGenerated
@Generated("dev.runnel.processor.RunnelProcessor")
public final class TravelToolbox {
  private static final ToolSpec FLIGHTS =
      ToolSpec.of(
          "flights",
          "Finds flights between two cities. Call it once for each day, and never for days "
              + "that are in the past.",
          """
          {
            "type": "object",
            "properties": {
              "from": {"type": "string", "description": "where the journey begins"},
              "to": {"type": "string", "description": "where it ends"},
              "day": {
                "type": ["string", "null"],
                "description": "the day of departure; today if it is left out",
                "format": "date"
              }
            },
            "required": ["from", "to"]
          }
          """);

  private static final ToolRules FLIGHTS_RULES =
      ToolRules.DEFAULT
          .withTimeout(Duration.ofSeconds(10))
          .withRetry(RetryPolicy.ofAttempts(3))
          .withEndsRun(Set.of(IOException.class));

  private static final ToolSpec BOOK =
      ToolSpec.of(
          "book_flight",
          "Books a flight.",
          """
          {
            "type": "object",
            "properties": {
              "flight": {"$ref": "#/$defs/Flight"},
              "seat_number": {"type": "string", "description": "such as 12A"}
            },
            "required": ["flight", "seat_number"],
            "$defs": {
              "Flight": {
                "type": "object",
                "properties": {
                  "from": {"type": "string"},
                  "to": {"type": "string"},
                  "day": {"type": "string", "format": "date"}
                },
                "required": ["from", "to", "day"]
              }
            }
          }
          """);

  private static final ToolRules BOOK_RULES =
      ToolRules.DEFAULT
          .withApproval(true)
          .withParallel(false)
          .withOnFailure(ToolFailure.MESSAGE);

  private static final ToolSpec MAP =
      ToolSpec.of(
          "map",
          "Shows a map of a city.",
          """
          {
            "type": "object",
            "properties": {"city": {"type": "string"}},
            "required": ["city"]
          }
          """);

  private static final ToolRules MAP_RULES =
      ToolRules.DEFAULT
          .withMaxResultCharacters(1000)
          .withReturnDirect(true);

  private static final ToolSpec WAITING =
      ToolSpec.of(
          "waiting",
          "Tells how many people wait at the gates.",
          """
          {"type": "object", "properties": {}}
          """);

  private static final ToolSpec STORY =
      ToolSpec.of(
          "story",
          "Tells a story, word by word.",
          """
          {
            "type": "object",
            "properties": {"words": {"type": "integer"}, "toString": {"type": "string"}},
            "required": ["words", "toString"]
          }
          """);

  private static final ToolSpec COUNT =
      ToolSpec.of(
          "count",
          "Counts.",
          """
          {
            "type": "object",
            "properties": {"wait": {"type": "integer"}},
            "required": ["wait"]
          }
          """);

  private static final ToolSpec TOOLS2 =
      ToolSpec.of(
          "tools",
          "Writes a text backwards.",
          """
          {
            "type": "object",
            "properties": {"text": {"type": "string"}},
            "required": ["text"]
          }
          """);

  private static final ToolRules TOOLS2_RULES =
      ToolRules.DEFAULT.withRetry(RetryPolicy.ofAttempts(2));

  private static final ToolSpec BACKWARDS =
      ToolSpec.of(
          "backwards",
          "Writes a text backwards.",
          """
          {
            "type": "object",
            "properties": {"input": {"type": "string"}},
            "required": ["input"]
          }
          """);

  private final Tool<FlightsArguments, List<Travel.Flight>, List<Travel.Flight>> flights;
  private final Tool<BookArguments, String, String> book;
  private final Tool<MapArguments, Media, Media> map;
  private final Tool<WaitingArguments, Integer, Integer> waiting;
  private final Tool<StoryArguments, String, String> story;
  private final Tool<CountArguments, Integer, List<Integer>> count;
  private final Tool<Tools2Arguments, String, String> tools2;
  private final Tool<BackwardsArguments, String, String> backwards;

  /**
   * Offers the tools.
   *
   * @param travel has the methods
   */
  public TravelToolbox(Travel travel) {
    Objects.requireNonNull(travel, "travel");
    this.flights =
        Tool.<FlightsArguments, List<Travel.Flight>>of(
                FLIGHTS,
                ToolReader.of(FLIGHTS, FlightsArguments.class),
                arguments -> travel.flights(arguments.from(), arguments.to(), arguments.day(),
                    RunContext.current()))
            .withRules(FLIGHTS_RULES);
    this.book =
        Tool.<BookArguments, String>of(
                BOOK,
                ToolReader.of(BOOK, BookArguments.class),
                arguments -> {
                  travel.book(arguments.flight(), arguments.seat());
                  return "Done.";
                })
            .withRules(BOOK_RULES);
    this.map =
        Tool.<MapArguments, Media>ofAsync(
                MAP,
                ToolReader.of(MAP, MapArguments.class),
                arguments -> travel.map(arguments.city()))
            .withRules(MAP_RULES);
    this.waiting =
        Tool.of(
            WAITING,
            ToolReader.of(WAITING, WaitingArguments.class),
            arguments -> Travel.waiting());
    this.story =
        Tool.ofStream(
            STORY,
            ToolReader.of(STORY, StoryArguments.class),
            Whole.text(),
            arguments -> travel.story(arguments.words(), arguments.toString2()));
    this.count =
        Tool.ofStream(
            COUNT,
            ToolReader.of(COUNT, CountArguments.class),
            Whole.list(),
            arguments -> ChunkStream.from(travel.count(arguments.wait2())));
    this.tools2 =
        Tool.<Tools2Arguments, String, String>ofCall(
                TOOLS2,
                ToolReader.of(TOOLS2, Tools2Arguments.class),
                arguments -> travel.tools(arguments.text()))
            .withRules(TOOLS2_RULES);
    this.backwards =
        Tool.ofCall(
            BACKWARDS,
            ToolReader.of(BACKWARDS, BackwardsArguments.class),
            arguments -> travel.backwards().call(arguments.input()));
  }

  /**
   * Returns all tools, in the order of their methods.
   *
   * @return the tools
   */
  public List<Tool<?, ?, ?>> tools() {
    return List.of(flights(), book(), map(), waiting(), story(), count(), tools2(), backwards());
  }

  /**
   * Returns {@link Travel#flights} as a tool.
   *
   * @return the tool
   */
  public Tool<FlightsArguments, List<Travel.Flight>, List<Travel.Flight>> flights() {
    return flights;
  }

  /**
   * Returns {@link Travel#book} as a tool.
   *
   * @return the tool
   */
  public Tool<BookArguments, String, String> book() {
    return book;
  }

  /**
   * Returns {@link Travel#map} as a tool.
   *
   * @return the tool
   */
  public Tool<MapArguments, Media, Media> map() {
    return map;
  }

  /**
   * Returns {@link Travel#waiting} as a tool.
   *
   * @return the tool
   */
  public Tool<WaitingArguments, Integer, Integer> waiting() {
    return waiting;
  }

  /**
   * Returns {@link Travel#story} as a tool.
   *
   * @return the tool
   */
  public Tool<StoryArguments, String, String> story() {
    return story;
  }

  /**
   * Returns {@link Travel#count} as a tool.
   *
   * @return the tool
   */
  public Tool<CountArguments, Integer, List<Integer>> count() {
    return count;
  }

  /**
   * Returns {@link Travel#tools} as a tool.
   *
   * @return the tool
   */
  public Tool<Tools2Arguments, String, String> tools2() {
    return tools2;
  }

  /**
   * Returns {@link Travel#backwards} as a tool.
   *
   * @return the tool
   */
  public Tool<BackwardsArguments, String, String> backwards() {
    return backwards;
  }

  /**
   * The arguments of {@link Travel#flights}.
   *
   * @param from what the model gives
   * @param to what the model gives
   * @param day what the model gives
   */
  public record FlightsArguments(String from, String to, Optional<LocalDate> day) {}

  /**
   * The arguments of {@link Travel#book}.
   *
   * @param flight what the model gives
   * @param seat what the model gives
   */
  public record BookArguments(Travel.Flight flight, @JsonProperty("seat_number") String seat) {}

  /**
   * The arguments of {@link Travel#map}.
   *
   * @param city what the model gives
   */
  public record MapArguments(String city) {}

  /** The arguments of {@link Travel#waiting}. */
  public record WaitingArguments() {}

  /**
   * The arguments of {@link Travel#story}.
   *
   * @param words what the model gives
   * @param toString2 what the model gives
   */
  public record StoryArguments(int words, @JsonProperty("toString") String toString2) {}

  /**
   * The arguments of {@link Travel#count}.
   *
   * @param wait2 what the model gives
   */
  public record CountArguments(@JsonProperty("wait") int wait2) {}

  /**
   * The arguments of {@link Travel#tools}.
   *
   * @param text what the model gives
   */
  public record Tools2Arguments(String text) {}

  /**
   * The arguments of {@link Travel#backwards}.
   *
   * @param input what the model gives
   */
  public record BackwardsArguments(String input) {}
}
