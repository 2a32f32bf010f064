package dev.runnel.benchmarks.compare;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.runnel.annotations.WithSchema;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/** Thirty records that a model may be asked for. */
@SuppressWarnings("ArrayRecordComponent") // their equality is not asked for
final class Types {
  private Types() {}

  enum Color {
    RED,
    BLUE
  }

  enum Size {
    @JsonProperty("small")
    SMALL,
    @JsonProperty("large")
    LARGE
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Circle.class, name = "circle"),
    @JsonSubTypes.Type(value = Square.class, name = "square")
  })
  sealed interface Shape {}

  record Circle(int radius) implements Shape {}

  record Square(int side) implements Shape {}

  record Box<T>(T content) {}

  record Line(String item, BigDecimal price) {}

  @WithSchema
  record Plain(String name, int age) {}

  @WithSchema
  record Numbers(byte b, short s, int i, long l, float f, double d) {}

  @WithSchema
  record Big(BigDecimal price, BigInteger count) {}

  @WithSchema
  record Flags(boolean on, Boolean maybe) {}

  @WithSchema
  record Maybe(String id, Optional<String> name) {}

  @WithSchema
  record MaybeAbsent(String id, Optional<String> name) {}

  @WithSchema
  record MaybeNumbers(OptionalInt i, OptionalLong l, OptionalDouble d) {}

  @WithSchema
  record Listed(List<String> names) {}

  @WithSchema
  record Nested(Plain plain) {}

  @WithSchema
  record ListedRecords(List<Plain> all) {}

  @WithSchema
  record Tagged(Set<String> tags) {}

  @WithSchema
  record Grid(List<List<Integer>> cells) {}

  @WithSchema
  record Arrayed(int[] numbers, String[] texts) {}

  @WithSchema
  record Mapped(Map<String, Integer> counts) {}

  @WithSchema
  record EnumMapped(Map<Color, Integer> counts) {}

  @WithSchema
  record Colored(Color color, List<Color> others) {}

  @WithSchema
  record Sized(Size size) {}

  @WithSchema
  record Renamed(@JsonProperty("full_name") String name) {}

  @WithSchema
  record Dated(LocalDate day) {}

  @WithSchema
  record AtTime(LocalTime time) {}

  @WithSchema
  record Timed(LocalDateTime at) {}

  @WithSchema
  record Stamped(Instant at) {}

  @WithSchema
  record Zoned(OffsetDateTime at) {}

  @WithSchema
  record Lasting(Duration time) {}

  @WithSchema
  record Known(UUID id, URI link) {}

  @WithSchema
  record Binary(byte[] data) {}

  @WithSchema
  record Tree(String name, List<Tree> children) {}

  @WithSchema
  record Drawn(Shape shape) {}

  @WithSchema
  record Boxed(Box<Plain> box) {}

  @WithSchema
  record Ordered(String id, List<Line> lines, Optional<Color> color) {}
}
