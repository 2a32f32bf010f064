package dev.runnel.schemas;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.runnel.annotations.Description;
import dev.runnel.annotations.WithSchema;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Types of which others' generators were reported to make wrong schemas. */
final class Reported {
  private Reported() {}

  enum Color {
    RED,
    @JsonProperty("light green")
    GREEN
  }

  @WithSchema
  record Address(String street, Inner inner) {
    record Inner(Deep deep) {}

    record Deep(int x) {}
  }

  @WithSchema
  record TwoDepths(Address.Deep here, Address address) {}

  @WithSchema
  record Person(String name, @Nullable Person boss) {}

  /**
   * A house.
   *
   * @param rooms how many <b>rooms</b> it has, as {@code int}
   * @param owner who owns it
   */
  @WithSchema
  record House(
      int rooms,
      @JsonPropertyDescription("Given by Jackson.") String name,
      @Description("Given by us.") Owner owner) {
    /** Somebody who owns things; see {@link House#rooms() the rooms} &amp; more. */
    record Owner(@Description("The owner's name.") String name) {}
  }

  @WithSchema
  record Constrained(
      @Min(1) @Max(5) int stars,
      @Positive @DecimalMin(value = "0.5", inclusive = false) double price,
      @NotBlank @Size(max = 20) String title,
      @Email String mail,
      @Pattern(regexp = "[A-Z]{3}") String code,
      @Size(min = 1, max = 3) List<@Size(min = 2) String> tags,
      Optional<@Size(max = 4) String> note) {}

  @WithSchema
  record Names(
      @JsonProperty("the name") String name,
      @JsonProperty(required = true) Optional<String> asked) {}

  @WithSchema
  record Order(int zebra, int apple, int mango) {}

  /** Has what is inherited. */
  static class Base {
    private String inherited = "";

    public String getInherited() {
      return inherited;
    }

    public void setInherited(String inherited) {
      this.inherited = inherited;
    }
  }

  @WithSchema
  static class Derived extends Base {
    public int own;

    @JsonIgnore public String secret = "";

    private transient int passing;

    public int getPassing() {
      return passing;
    }
  }

  @WithSchema
  record Times(
      LocalDate date,
      LocalTime time,
      LocalDateTime dateTime,
      Instant instant,
      OffsetDateTime offset,
      ZonedDateTime zoned,
      OffsetTime offsetTime,
      Duration duration,
      Period period,
      YearMonth yearMonth,
      Year year,
      Month month,
      MonthDay monthDay,
      Optional<LocalDate> maybe) {}

  @WithSchema
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Circle.class, name = "circle"),
    @JsonSubTypes.Type(Square.class)
  })
  sealed interface Shape permits Circle, Square {}

  record Circle(double radius) implements Shape {}

  @JsonTypeName("square")
  record Square(double side) implements Shape {}

  @WithSchema
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
  sealed interface Animal permits Cat, Dog {}

  record Cat(boolean purrs) implements Animal {}

  @JsonTypeName("dog")
  record Dog(String name) implements Animal {}

  @WithSchema
  record Zoo(List<Shape> shapes, Animal animal, Cat cat, Circle circle) {}

  @WithSchema
  record Nothing() {}

  record Box<T>(T content, List<T> more) {}

  @WithSchema
  record Collections(
      List<Box<String>> boxes,
      int[] numbers,
      List<?> anything,
      Map<String, List<Box<Integer>>> map,
      Optional<List<Circle>> maybe,
      HashMap<String, Integer> hash,
      TreeMap<UUID, Color> tree,
      EnumMap<Color, Integer> byColor,
      Map<Integer, String> byNumber,
      List<@Nullable String> holes,
      JsonNode node,
      Object object,
      byte[] bytes,
      char letter) {}

  @WithSchema
  record Twice(
      Circle plain, @Nullable Circle maybe, @Description("Told here only.") Circle described) {}

  @WithSchema
  record Colors(Color color, List<Color> list, @Nullable Color maybe, Optional<Color> optional) {}

  @WithSchema
  record Unmarked(int primitive, Integer boxed, String text) {}
}
