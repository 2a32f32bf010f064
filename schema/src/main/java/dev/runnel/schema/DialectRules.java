package dev.runnel.schema;

import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one dialect takes.
 *
 * @param keywords the keywords that it knows; null for all
 * @param formats the formats that it knows; null for all
 * @param pattern tells which regular expressions it takes
 * @param references how it takes {@code $ref}
 * @param closed whether each object must say {@code additionalProperties: false}
 * @param allRequired whether all properties must be required
 * @param objectRoot whether the root must be an object
 * @param recursive whether a type may contain itself
 * @param open whether it takes maps, and what may be anything
 * @param smallMinItems whether {@code minItems} may be 0 or 1 only
 * @param limits how large one schema may be
 * @param request how large all strict schemas of one request may be
 */
record DialectRules(
    @Nullable Set<String> keywords,
    @Nullable Set<String> formats,
    Predicate<String> pattern,
    ReferenceRule references,
    boolean closed,
    boolean allRequired,
    boolean objectRoot,
    boolean recursive,
    boolean open,
    boolean smallMinItems,
    SchemaLimits limits,
    SchemaLimits.OfRequest request) {

  /** How a dialect takes references. */
  enum ReferenceRule {
    /** As they are. */
    WITH_SIBLINGS,
    /** Without another keyword beside them. */
    ALONE,
    /** Not at all: what they lead to takes their place. */
    EXPANDED
  }

  private static final Set<String> STRUCTURE =
      Set.of(
          "type",
          "properties",
          "required",
          "items",
          "enum",
          "anyOf",
          "description",
          "$defs",
          "$ref",
          "additionalProperties");

  private static final Set<String> BOUNDS =
      Set.of("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf");

  private static final Set<String> OPENAI_FORMATS =
      Set.of("date-time", "time", "date", "duration", "email", "hostname", "ipv4", "ipv6", "uuid");

  private static final Pattern LOOKAROUND = Pattern.compile("\\(\\?<?[=!]");

  private static final Pattern NO_GRAMMAR =
      Pattern.compile("\\(\\?<?[=!]|\\(\\?>|\\\\[1-9]|\\\\k<|\\\\[bB]");

  static DialectRules plain() {
    return new DialectRules(
        null,
        null,
        pattern -> true,
        ReferenceRule.WITH_SIBLINGS,
        false,
        false,
        false,
        true,
        true,
        false,
        SchemaLimits.NONE,
        SchemaLimits.OfRequest.NONE);
  }

  static DialectRules openAi() {
    return openAi(OPENAI_FORMATS);
  }

  /** No list of what Mistral takes is known, but that a format once broke its requests. */
  static DialectRules mistral() {
    return openAi(Set.of());
  }

  private static DialectRules openAi(Set<String> formats) {
    return new DialectRules(
        with(BOUNDS, "title", "pattern", "format", "minItems", "maxItems"),
        formats,
        pattern -> !LOOKAROUND.matcher(pattern).find(),
        ReferenceRule.ALONE,
        true,
        true,
        true,
        true,
        false,
        false,
        SchemaLimits.OPENAI,
        SchemaLimits.OfRequest.NONE);
  }

  static DialectRules anthropic() {
    return new DialectRules(
        with(Set.of(), "title", "pattern", "format", "minItems", "default"),
        Stream.concat(OPENAI_FORMATS.stream(), Stream.of("uri")).collect(Collectors.toSet()),
        pattern -> !NO_GRAMMAR.matcher(pattern).find(),
        ReferenceRule.ALONE,
        true,
        false,
        true,
        false,
        false,
        true,
        SchemaLimits.ANTHROPIC,
        SchemaLimits.OfRequest.ANTHROPIC);
  }

  static DialectRules gemini() {
    return new DialectRules(
        with(Set.of(), "format", "minimum", "maximum", "minItems", "maxItems", "prefixItems"),
        null,
        pattern -> true,
        ReferenceRule.ALONE,
        false,
        false,
        false,
        true,
        true,
        false,
        SchemaLimits.NONE,
        SchemaLimits.OfRequest.NONE);
  }

  static DialectRules ollama() {
    return new DialectRules(
        Set.of("type", "properties", "required", "items", "enum", "anyOf", "description"),
        null,
        pattern -> true,
        ReferenceRule.EXPANDED,
        false,
        false,
        true,
        false,
        true,
        false,
        SchemaLimits.NONE,
        SchemaLimits.OfRequest.NONE);
  }

  private static Set<String> with(Set<String> more, String... keywords) {
    return Stream.of(STRUCTURE.stream(), more.stream(), Stream.of(keywords))
        .flatMap(each -> each)
        .collect(Collectors.toUnmodifiableSet());
  }

  boolean takes(String keyword) {
    return keywords == null || keywords.contains(keyword);
  }
}
