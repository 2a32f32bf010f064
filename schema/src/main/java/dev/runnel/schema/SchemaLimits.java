package dev.runnel.schema;

import java.util.ArrayList;
import java.util.List;

/** How large one schema may be. */
record SchemaLimits(
    String provider,
    int properties,
    int depth,
    int nameCharacters,
    int enumValues,
    int optionalProperties,
    int unions) {
  private static final int ANY = Integer.MAX_VALUE;

  /** A string enum of more values than this may have so many characters. */
  private static final int LARGE_ENUM = 250;

  private static final int LARGE_ENUM_CHARACTERS = 15_000;

  static final SchemaLimits NONE = new SchemaLimits("", ANY, ANY, ANY, ANY, ANY, ANY);

  static final SchemaLimits OPENAI =
      new SchemaLimits("OpenAI", 5_000, 10, 120_000, 1_000, ANY, ANY);

  static final SchemaLimits ANTHROPIC = new SchemaLimits("Anthropic", ANY, ANY, ANY, ANY, 24, 16);

  /** How large all strict schemas of one request may be together. */
  record OfRequest(String provider, int schemas, int optionalProperties, int unions) {
    static final OfRequest NONE = new OfRequest("", ANY, ANY, ANY);
    static final OfRequest ANTHROPIC = new OfRequest("Anthropic", 20, 24, 16);

    void count(int count, String what, int most, List<String> exceeded) {
      if (count > most) {
        exceeded.add(
            "The request has "
                + count
                + " "
                + what
                + ", but "
                + provider
                + " takes at most "
                + most
                + " in strict schemas.");
      }
    }
  }

  List<String> exceededBy(SchemaSize size) {
    List<String> exceeded = new ArrayList<>();
    count(size.properties(), "properties", properties, exceeded);
    count(size.depth(), "levels of objects and arrays", depth, exceeded);
    count(size.nameCharacters(), "characters in names and values", nameCharacters, exceeded);
    count(size.enumValues(), "values of enums", enumValues, exceeded);
    count(size.optionalProperties(), "optional properties", optionalProperties, exceeded);
    count(size.unions(), "unions", unions, exceeded);
    if (enumValues < ANY && size.largestEnum() > LARGE_ENUM) {
      count(
          size.largestEnumCharacters(),
          "characters in one enum of more than " + LARGE_ENUM + " values",
          LARGE_ENUM_CHARACTERS,
          exceeded);
    }
    return exceeded;
  }

  private void count(int count, String what, int most, List<String> exceeded) {
    if (count > most) {
      exceeded.add(
          "The schema has "
              + count
              + " "
              + what
              + ", but "
              + provider
              + " takes at most "
              + most
              + ".");
    }
  }
}
