package dev.runnel.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.runnel.processor.RunnelProcessor;
import dev.runnel.schema.JsonSchema;
import dev.runnel.schema.NarrowedSchema;
import dev.runnel.schema.SchemaDialect;
import dev.runnel.schema.SchemaMismatchException;
import dev.runnel.schema.SchemaReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What holds for the schema of each type: tried with 200 random ones. */
class RandomTypesTest {
  private static final int COUNT = 200;
  private static final int ROUNDS = 4;
  private static final long SEED = Long.getLong("runnel.seed", 20_261_128L);
  private static final JsonMapper MAPPER = new JsonMapper();

  private static Compilation compiled;

  @BeforeAll
  static void compile() {
    compiled =
        Compilation.of(
            ToolProvider.getSystemJavaCompiler(),
            new RunnelProcessor(),
            RandomTypes.sources(SEED, COUNT));
  }

  static Stream<String> names() {
    return Stream.iterate(0, i -> i + 1).limit(COUNT).map(i -> "T" + i);
  }

  private static String told(String name, Object document) {
    String schema = name.isEmpty() ? "" : "\n" + compiled.schema(name);
    return name + " of seed " + SEED + ": " + document + schema;
  }

  @ParameterizedTest
  @MethodSource("names")
  void whatJacksonWritesIsValidAndReadAgain(String name) {
    JsonSchema schema = compiled.schema(name);
    Validator validator = new Validator(schema);
    SchemaReader<?> reader = SchemaReader.of(schema, MAPPER, compiled.load(name));
    RandomValues values = new RandomValues(new Random(SEED + name.hashCode()));
    for (int i = 0; i < ROUNDS; i++) {
      String json = MAPPER.writeValueAsString(values.of(compiled.load(name)));

      assertThat(validator.problems(json)).as(told(name, json)).isEmpty();
      assertSame(name, MAPPER.readTree(json), reader.read(json));
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void whatIsValidIsReadAndWrittenTheSame(String name) {
    JsonSchema schema = compiled.schema(name);
    Validator validator = new Validator(schema);
    SchemaReader<?> reader = SchemaReader.of(schema, MAPPER, compiled.load(name));
    RandomDocuments documents =
        new RandomDocuments(schema.toTree(), new Random(SEED + name.hashCode()));
    for (int i = 0; i < ROUNDS; i++) {
      JsonNode document = documents.next();

      assertThat(validator.problems(document.toString())).as(told(name, document)).isEmpty();
      assertSame(name, document, reader.read(document.toString()));
    }
  }

  private static void assertSame(String name, JsonNode document, Object value) {
    JsonNode written = MAPPER.readTree(MAPPER.writeValueAsString(value));
    assertThat(isSame(document, written))
        .as(told(name, document) + "\nwritten " + written)
        .isTrue();
  }

  /** Null and absent are the same, numbers are what they are worth, and sets have no order. */
  private static boolean isSame(JsonNode one, JsonNode other) {
    if (one.isNumber() && other.isNumber()) {
      return one.decimalValue().compareTo(other.decimalValue()) == 0;
    }
    if (one.isObject() && other.isObject()) {
      Set<String> names = new HashSet<>(one.propertyNames());
      names.addAll(other.propertyNames());
      return names.stream().allMatch(name -> isSamePart(name, one.path(name), other.path(name)));
    }
    if (one.isArray() && other.isArray()) {
      return one.size() == other.size()
          && Stream.iterate(0, i -> i + 1)
              .limit(one.size())
              .allMatch(i -> isSame(one.get(i), other.get(i)));
    }
    return one.equals(other) || (isNothing(one) && isNothing(other)) || isSameTime(one, other);
  }

  private static boolean isSamePart(String name, JsonNode one, JsonNode other) {
    return name.startsWith("set") && one.isArray() && other.isArray()
        ? new HashSet<>(one.values()).equals(new HashSet<>(other.values()))
        : isSame(one, other);
  }

  /** Jackson shifts what it reads to UTC. */
  private static boolean isSameTime(JsonNode one, JsonNode other) {
    return one.isString()
        && other.isString()
        && one.stringValue().matches("[0-9]{4}-.*T.*[+-][0-9]{2}:[0-9]{2}")
        && other.stringValue().endsWith("Z");
  }

  private static boolean isNothing(JsonNode node) {
    return node.isNull() || node.isMissingNode();
  }

  @ParameterizedTest
  @MethodSource("names")
  void whatTheOtherValidatorRefusesIsNotRead(String name) {
    JsonSchema schema = compiled.schema(name);
    Validator validator = new Validator(schema);
    SchemaReader<?> reader = SchemaReader.of(schema, MAPPER, compiled.load(name));
    Random random = new Random(SEED - name.hashCode());
    RandomDocuments documents = new RandomDocuments(schema.toTree(), random);
    for (int i = 0; i < ROUNDS; i++) {
      JsonNode broken = broken(documents.next(), random);
      if (!validator.problemsBesideFormats(broken.toString()).isEmpty()) {
        assertThatExceptionOfType(SchemaMismatchException.class)
            .as(told(name, broken))
            .isThrownBy(() -> reader.read(broken.toString()));
      }
    }
  }

  /** Takes something away, or puts something else in its place. */
  private static JsonNode broken(JsonNode document, Random random) {
    List<ObjectNode> objects = new ArrayList<>();
    collect(document, objects);
    ObjectNode object = objects.get(random.nextInt(objects.size()));
    if (object.isEmpty()) {
      return document;
    }
    List<String> names = List.copyOf(object.propertyNames());
    String name = names.get(random.nextInt(names.size()));
    switch (random.nextInt(5)) {
      case 0 -> object.remove(name);
      case 1 -> object.put(name, 1.5);
      case 2 -> object.put(name, "?");
      case 3 -> object.put(name, true);
      default -> object.putArray(name).addArray();
    }
    return document;
  }

  private static void collect(JsonNode node, List<ObjectNode> objects) {
    if (node instanceof ObjectNode object) {
      objects.add(object);
    }
    node.forEach(each -> collect(each, objects));
  }

  @ParameterizedTest
  @MethodSource("names")
  void whatIsValidInANarrowedSchemaIsReadToo(String name) {
    JsonSchema schema = compiled.schema(name);
    SchemaReader<?> reader = SchemaReader.of(schema, MAPPER, compiled.load(name));
    for (SchemaDialect dialect : List.of(SchemaDialect.OPENAI, SchemaDialect.ANTHROPIC)) {
      NarrowedSchema narrowed = dialect.narrow(schema);
      Validator validator = new Validator(narrowed.schema());
      RandomDocuments documents =
          new RandomDocuments(schema.toTree(), new Random(SEED + name.hashCode()));
      JsonNode whole = withAll(documents.next(), narrowed.schema().toTree(), narrowed);
      assertThat(validator.problems(whole.toString())).as(told(name, whole)).isEmpty();
      assertThat(reader.read(whole.toString(), narrowed)).as(told(name, whole)).isNotNull();
    }
  }

  /** Writes null for what a strict schema demands. */
  private static JsonNode withAll(JsonNode document, JsonNode root, NarrowedSchema narrowed) {
    return narrowed.isStrict() ? Filled.of(document, root, root) : document;
  }

  @Test
  void providersOwnChecksTakeWhatIsStrict() {
    Map<SchemaDialect, Function<JsonSchema, List<String>>> checks =
        Map.of(
            SchemaDialect.OPENAI, ProviderChecks::openAi,
            SchemaDialect.ANTHROPIC, ProviderChecks::anthropic);
    checks.forEach(
        (dialect, check) -> {
          List<NarrowedSchema> strict =
              names()
                  .map(name -> dialect.narrow(compiled.schema(name)))
                  .filter(NarrowedSchema::isStrict)
                  .toList();
          assertThat(strict).as(dialect + ", of " + COUNT).hasSizeGreaterThan(COUNT / 4);
          assertThat(strict)
              .extracting(NarrowedSchema::schema)
              .allSatisfy(schema -> assertThat(check.apply(schema)).as(told("", schema)).isEmpty());
        });
  }

  /** A check that takes everything would tell nothing. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"object\",\"additionalProperties\":{\"type\":\"string\"}}",
        "{\"type\":\"string\",\"minLength\":1}",
        "{\"const\":\"a\"}",
        "{}",
      })
  void providersOwnChecksRefuseWhatIsNotNarrowed(String property) {
    JsonSchema schema =
        JsonSchema.of(
            "{\"type\":\"object\",\"additionalProperties\":false,\"required\":[\"p\"],\"properties\":{\"p\":"
                + property
                + "}}");

    assertThat(ProviderChecks.openAi(schema)).isNotEmpty();
    assertThat(ProviderChecks.anthropic(schema)).isNotEmpty();
  }
}
