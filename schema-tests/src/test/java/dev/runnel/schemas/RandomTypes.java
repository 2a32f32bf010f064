package dev.runnel.schemas;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes the sources of records of random shapes. The same seed gives the same sources. */
final class RandomTypes {
  private static final List<String> PRIMITIVES =
      List.of("int", "long", "short", "byte", "double", "float", "boolean", "char");

  private static final List<String> LEAVES =
      List.of(
          "String",
          "String",
          "String",
          "Integer",
          "Long",
          "Double",
          "Boolean",
          "Character",
          "BigDecimal",
          "BigInteger",
          "LocalDate",
          "LocalTime",
          "LocalDateTime",
          "Instant",
          "OffsetDateTime",
          "Duration",
          "Period",
          "YearMonth",
          "Month",
          "UUID",
          "URI",
          "JsonNode",
          "Object",
          "Color",
          "Color");

  private final Random random;
  private final String name;
  private final List<String> nested = new ArrayList<>();
  private boolean hasChoice;

  private RandomTypes(String name, Random random) {
    this.name = name;
    this.random = random;
  }

  /** Writes sources, by the names of their records: {@code T0}, {@code T1} and so on. */
  static Map<String, String> sources(long seed, int count) {
    Map<String, String> sources = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      String name = "T" + i;
      sources.put(name, new RandomTypes(name, new Random(seed * 1_000 + i)).source());
    }
    return sources;
  }

  private String source() {
    String components = components(1 + random.nextInt(6), 3);
    String annotations =
        random.nextInt(5) == 0
            ? "@JsonNaming(tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy.class)\n"
            : "";
    return """
        package t;
        import com.fasterxml.jackson.annotation.*;
        import dev.runnel.annotations.*;
        import jakarta.validation.constraints.*;
        import java.math.*;
        import java.net.URI;
        import java.time.*;
        import java.util.*;
        import org.jspecify.annotations.Nullable;
        import tools.jackson.databind.JsonNode;
        import tools.jackson.databind.annotation.JsonNaming;
        @WithSchema
        %spublic record %s(%s) {
          public enum Color { RED, @JsonProperty("light \\"green\\"") GREEN, BLUE }
          public record Box<T>(T content, List<T> more) {}
        %s}
        """
        .formatted(annotations, name, components, String.join("", nested));
  }

  private String components(int count, int depth) {
    return IntStream.range(0, count)
        .mapToObj(i -> component(i, depth))
        .collect(Collectors.joining(", "));
  }

  private String component(int i, int depth) {
    String component = constrained(depth, i);
    boolean isSet = component.startsWith("Set<");
    return switch (random.nextInt(12)) {
      case 0 -> isSet ? component : "@JsonProperty(\"a name " + i + "\") " + component;
      case 1 -> "@Description(\"Says \\\"what\\\" " + i + "\") " + component;
      default -> component;
    };
  }

  private String constrained(int depth, int i) {
    return switch (random.nextInt(14)) {
      case 0 -> "@Min(0) @Max(100) int bounded" + i;
      case 1 -> "@Size(min = 1, max = 8) String sized" + i;
      case 2 -> "@Size(min = 1) List<@NotBlank String> filled" + i;
      case 3, 4 -> PRIMITIVES.get(random.nextInt(PRIMITIVES.size())) + " someValue" + i;
      case 5 -> "@Nullable " + leaf() + " maybe" + i;
      case 6 -> depth == 3 ? name + ".@Nullable Self self" + i + selfOnce() : "byte[] bytes" + i;
      case 7 -> "Set<" + orderable() + "> set" + i;
      case 8 -> leaf() + "[] array" + i;
      default -> type(depth) + " part" + i;
    };
  }

  private String selfOnce() {
    String self = "  public record Self(String text, @Nullable Self next, List<Self> all) {}\n";
    if (!nested.contains(self)) {
      nested.add(self);
    }
    return "";
  }

  private String leaf() {
    return LEAVES.get(random.nextInt(LEAVES.size()));
  }

  private String orderable() {
    return random.nextBoolean() ? "String" : "Integer";
  }

  private String type(int depth) {
    if (depth == 0) {
      return leaf();
    }
    return switch (random.nextInt(10)) {
      case 0, 1 -> "List<" + type(depth - 1) + ">";
      case 2 -> "Map<String, " + type(depth - 1) + ">";
      case 3 -> "Map<Color, " + type(depth - 1) + ">";
      case 4 -> "Map<Integer, " + leaf() + ">";
      case 5 -> "Optional<" + leaf() + ">";
      case 6 -> "Optional<List<" + type(depth - 1) + ">>";
      case 7 -> "Box<" + type(depth - 1) + ">";
      case 8 -> choice(depth);
      default -> record(depth);
    };
  }

  private String record(int depth) {
    String inner = "N" + nested.size();
    nested.add("");
    int place = nested.size() - 1;
    nested.set(
        place,
        "  public record " + inner + "(" + components(1 + random.nextInt(3), depth - 1) + ") {}\n");
    return inner;
  }

  private String choice(int depth) {
    if (!hasChoice) {
      hasChoice = true;
      String info =
          switch (random.nextInt(4)) {
            case 0 -> "use = JsonTypeInfo.Id.NAME";
            case 1 -> "use = JsonTypeInfo.Id.NAME, property = \"kind\"";
            case 2 -> "use = JsonTypeInfo.Id.SIMPLE_NAME";
            default -> "use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_OBJECT";
          };
      nested.add(
          """
            @JsonTypeInfo(%s) public sealed interface Choice permits First, Second {}
            @JsonTypeName("the first") public record First(%s) implements Choice {}
            public record Second(int number, @Nullable Choice inner) implements Choice {}
          """
              .formatted(info, components(2, Math.min(depth - 1, 1))));
    }
    return random.nextBoolean() ? "Choice" : "Second";
  }
}
