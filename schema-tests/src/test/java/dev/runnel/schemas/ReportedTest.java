package dev.runnel.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.processor.RunnelProcessor;
import dev.runnel.processor.diagnostic.Result;
import dev.runnel.processor.schema.Schema;
import dev.runnel.processor.schema.Schemas;
import dev.runnel.schema.JsonSchema;
import dev.runnel.schema.SchemaDialect;
import dev.runnel.schema.SchemaReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What other generators of schemas got wrong: S1 to S33, each as a test. */
class ReportedTest {
  private static final JsonMapper MAPPER = new JsonMapper();

  static Map<String, JsonSchema> schemas() {
    Map<String, JsonSchema> schemas = new LinkedHashMap<>();
    schemas.put("Address", Reported_AddressSchema.SCHEMA);
    schemas.put("TwoDepths", Reported_TwoDepthsSchema.SCHEMA);
    schemas.put("Person", Reported_PersonSchema.SCHEMA);
    schemas.put("House", Reported_HouseSchema.SCHEMA);
    schemas.put("Constrained", Reported_ConstrainedSchema.SCHEMA);
    schemas.put("Names", Reported_NamesSchema.SCHEMA);
    schemas.put("Order", Reported_OrderSchema.SCHEMA);
    schemas.put("Derived", Reported_DerivedSchema.SCHEMA);
    schemas.put("Times", Reported_TimesSchema.SCHEMA);
    schemas.put("Shape", Reported_ShapeSchema.SCHEMA);
    schemas.put("Animal", Reported_AnimalSchema.SCHEMA);
    schemas.put("Zoo", Reported_ZooSchema.SCHEMA);
    schemas.put("Nothing", Reported_NothingSchema.SCHEMA);
    schemas.put("Collections", Reported_CollectionsSchema.SCHEMA);
    schemas.put("Twice", Reported_TwiceSchema.SCHEMA);
    schemas.put("Colors", Reported_ColorsSchema.SCHEMA);
    schemas.put("Unmarked", Reported_UnmarkedSchema.SCHEMA);
    return schemas;
  }

  static Stream<Arguments> each() {
    return schemas().entrySet().stream()
        .map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
  }

  private static JsonNode property(JsonSchema schema, String name) {
    return schema.toTree().path("properties").path(name);
  }

  private static void assertProperty(JsonSchema schema, String name, String json) {
    assertThat(property(schema, name).toString()).as(name).isEqualTo(json);
  }

  private static List<String> required(JsonSchema schema) {
    return schema.toTree().path("required").valueStream().map(JsonNode::stringValue).toList();
  }

  private static void assertValid(JsonSchema schema, String... documents) {
    Validator validator = new Validator(schema);
    for (String document : documents) {
      assertThat(validator.problems(document)).as(document).isEmpty();
    }
  }

  private static void assertInvalid(JsonSchema schema, String... documents) {
    Validator validator = new Validator(schema);
    for (String document : documents) {
      assertThat(validator.problems(document)).as(document).isNotEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("each")
  void s01EachReferenceLeadsToADefinitionOfItsOwnDocument(String name, JsonSchema schema) {
    List<String> references = new ArrayList<>();
    collect(schema.toTree(), references);
    assertThat(references)
        .allMatch(each -> each.startsWith("#/$defs/"))
        .allMatch(each -> schema.toTree().path("$defs").has(each.substring("#/$defs/".length())));
    assertThat(schema.toTree().findValues("$defs")).hasSizeLessThan(2);
  }

  private static void collect(JsonNode node, List<String> references) {
    if (node.path("$ref").isString()) {
      references.add(node.path("$ref").stringValue());
    }
    node.forEach(each -> collect(each, references));
  }

  @Test
  void s01ATypeAtTwoDepthsIsDefinedOnce() {
    assertThat(Reported_TwoDepthsSchema.SCHEMA.toTree().path("$defs").propertyNames())
        .containsExactly("Deep", "Address", "Inner");
  }

  @Test
  void s02ANullablePartOfItselfCanBeSatisfied() {
    assertValid(
        Reported_PersonSchema.SCHEMA,
        "{\"name\":\"A\",\"boss\":null}",
        "{\"name\":\"A\"}",
        "{\"name\":\"A\",\"boss\":{\"name\":\"B\"}}");
    assertValid(
        SchemaDialect.OPENAI.narrow(Reported_PersonSchema.SCHEMA).schema(),
        "{\"name\":\"A\",\"boss\":null}",
        "{\"name\":\"A\",\"boss\":{\"name\":\"B\",\"boss\":null}}");
  }

  @Test
  void s03DescriptionsOfNestedPropertiesAreKept() {
    JsonSchema house = Reported_HouseSchema.SCHEMA;

    assertThat(house.toTree().path("description").stringValue()).isEqualTo("A house.");
    assertProperty(
        house, "rooms", "{\"type\":\"integer\",\"description\":\"how many rooms it has, as int\"}");
    assertProperty(house, "name", "{\"type\":\"string\",\"description\":\"Given by Jackson.\"}");
    assertProperty(house, "owner", "{\"description\":\"Given by us.\",\"$ref\":\"#/$defs/Owner\"}");
    assertThat(house.toTree().path("$defs").path("Owner").toString())
        .isEqualTo(
            "{\"type\":\"object\",\"description\":\"Somebody who owns things; see the rooms & more.\","
                + "\"properties\":{\"name\":{\"type\":\"string\",\"description\":\"The owner's name.\"}},"
                + "\"required\":[\"name\"]}");
  }

  /** Writes the schemas of the parameters of methods, as tools will have them. */
  private static final class Parameters extends AbstractProcessor {
    private final Map<String, JsonSchema> schemas = new LinkedHashMap<>();

    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return Set.of("*");
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      Schemas writer = new Schemas(processingEnv.getElementUtils(), processingEnv.getTypeUtils());
      for (TypeElement type : ElementFilter.typesIn(round.getRootElements())) {
        for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
          Result<Schema> schema = writer.ofParameters(method, List.of("context"));
          schemas.put(
              method.getSimpleName().toString(),
              JsonSchema.of(schema.toOptional().orElseThrow().json()));
        }
      }
      return false;
    }
  }

  @Test
  void s04AndS30ParametersHaveTheirConstraintsAndReferToDefinitions() {
    Parameters parameters = new Parameters();
    Compilation.of(
        ToolProvider.getSystemJavaCompiler(),
        parameters,
        Map.of(
            "Tools",
            """
            package t;
            import dev.runnel.annotations.Description;
            import jakarta.validation.constraints.Min;
            import java.util.Optional;
            interface Tools {
              record Tree(String name, java.util.List<Tree> children) {}
              /** Finds.
               * @param n how many
               */
              void find(@Min(1) int n, @Description("Which.") Optional<String> which, Object context);
              void plant(Tree tree);
              void nothing();
            }
            """));

    assertThat(parameters.schemas.get("find").toJson())
        .isEqualTo(
            "{\"type\":\"object\",\"properties\":{"
                + "\"n\":{\"type\":\"integer\",\"description\":\"how many\",\"minimum\":1},"
                + "\"which\":{\"type\":[\"string\",\"null\"],\"description\":\"Which.\"}},"
                + "\"required\":[\"n\"]}");
    assertThat(parameters.schemas.get("plant").toJson())
        .isEqualTo(
            "{\"type\":\"object\",\"properties\":{\"tree\":{\"$ref\":\"#/$defs/Tree\"}},"
                + "\"required\":[\"tree\"],\"$defs\":{\"Tree\":{\"type\":\"object\",\"properties\":{"
                + "\"name\":{\"type\":\"string\"},"
                + "\"children\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/$defs/Tree\"}}},"
                + "\"required\":[\"name\",\"children\"]}}}");
    assertThat(parameters.schemas.get("nothing").toJson())
        .isEqualTo("{\"type\":\"object\",\"properties\":{}}");
  }

  @Test
  void s04ConstraintsAreKeywords() {
    JsonSchema schema = Reported_ConstrainedSchema.SCHEMA;

    assertProperty(schema, "stars", "{\"type\":\"integer\",\"minimum\":1,\"maximum\":5}");
    assertThat(property(schema, "price").path("exclusiveMinimum").isNumber()).isTrue();
    assertProperty(
        schema,
        "title",
        "{\"type\":\"string\",\"minLength\":1,\"pattern\":\"\\\\S\",\"maxLength\":20}");
    assertProperty(schema, "mail", "{\"type\":\"string\",\"format\":\"email\"}");
    assertProperty(schema, "code", "{\"type\":\"string\",\"pattern\":\"^(?:[A-Z]{3})$\"}");
    assertProperty(
        schema,
        "tags",
        "{\"type\":\"array\",\"items\":{\"type\":\"string\",\"minLength\":2},\"minItems\":1,\"maxItems\":3}");
    assertProperty(schema, "note", "{\"type\":[\"string\",\"null\"],\"maxLength\":4}");
  }

  @Test
  void s05AndS08NamesAreThoseThatJacksonReads() {
    JsonSchema schema = Reported_NamesSchema.SCHEMA;

    assertThat(schema.toTree().path("properties").propertyNames())
        .containsExactly("the name", "asked");
    assertThat(required(schema)).containsExactly("the name", "asked");
    assertValid(
        schema, MAPPER.writeValueAsString(new Reported.Names("a", java.util.Optional.empty())));
  }

  @Test
  void s06AndS07NullAndAbsentAreTheSame() {
    SchemaReader<Reported.Colors> reader = Reported_ColorsSchema.reader();
    Reported.Colors absent = reader.read("{\"color\":\"RED\",\"list\":[]}");

    assertThat(reader.read("{\"color\":\"RED\",\"list\":[],\"maybe\":null,\"optional\":null}"))
        .isEqualTo(absent);
    assertThat(absent.optional()).isEmpty();
  }

  @Test
  void s09PropertiesStandInTheDeclaredOrder() {
    assertThat(Reported_OrderSchema.SCHEMA.toTree().path("properties").propertyNames())
        .containsExactly("zebra", "apple", "mango");
  }

  @Test
  void s09BothCompilersWriteTheSameBytesEachTime() {
    Map<String, String> source =
        Map.of("Reported", read().replace("package dev.runnel.schemas;", "package t;"));
    List<JavaCompiler> compilers =
        List.of(
            ToolProvider.getSystemJavaCompiler(),
            ToolProvider.getSystemJavaCompiler(),
            new EclipseCompiler());
    List<Compilation> all =
        compilers.stream()
            .map(compiler -> Compilation.of(compiler, new RunnelProcessor(), source))
            .toList();
    for (String name : schemas().keySet()) {
      assertThat(all.stream().map(each -> each.file("Reported_" + name + "Schema.java")).distinct())
          .as(name)
          .hasSize(1);
    }
  }

  private static String read() {
    try {
      return Files.readString(Path.of("src/test/java/dev/runnel/schemas/Reported.java"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void s10FormatsAreDroppedForMistral() {
    assertThat(SchemaDialect.MISTRAL.narrow(Reported_TimesSchema.SCHEMA).schema().toJson())
        .doesNotContain("\"format\"")
        .contains("{format: date}");
  }

  @Test
  void s11AndS12FieldsAreInheritedAndIgnoredOnesNeverSeen() {
    JsonSchema schema = Reported_DerivedSchema.SCHEMA;

    assertThat(schema.toTree().path("properties").propertyNames())
        .containsExactly("inherited", "own");
    assertThat(schema.toJson()).doesNotContain("secret", "passing");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "date | {\"type\":\"string\",\"format\":\"date\"}",
        "instant | {\"type\":\"string\",\"format\":\"date-time\"}",
        "offset | {\"type\":\"string\",\"format\":\"date-time\"}",
        "zoned | {\"type\":\"string\",\"format\":\"date-time\"}",
        "year | {\"type\":\"integer\"}",
        "month | {\"type\":\"integer\",\"minimum\":1,\"maximum\":12}",
        "yearMonth | {\"type\":\"string\",\"pattern\":\"^[0-9]{4}-[0-9]{2}$\"}",
        "monthDay | {\"type\":\"string\",\"pattern\":\"^--[0-9]{2}-[0-9]{2}$\"}",
        "maybe | {\"type\":[\"string\",\"null\"],\"format\":\"date\"}",
      })
  void s13S16S17AndS26TimesAreTexts(String name, String json) {
    assertProperty(Reported_TimesSchema.SCHEMA, name, json);
  }

  @Test
  void s13TimesThatJacksonReadsAreValidAndOthersAreNot() {
    String times =
        "{\"date\":\"2026-01-02\",\"time\":\"10:00:01\",\"dateTime\":\"2026-01-02T10:00\","
            + "\"instant\":\"2026-01-02T10:00:00Z\",\"offset\":\"2026-01-02T10:00:00+01:00\","
            + "\"zoned\":\"2026-01-02T10:00:00Z\",\"offsetTime\":\"10:00Z\",\"duration\":\"PT1H\","
            + "\"period\":\"P1Y2M\",\"yearMonth\":\"2026-01\",\"year\":2026,\"month\":5,"
            + "\"monthDay\":\"--01-02\"}";
    JsonSchema schema = Reported_TimesSchema.SCHEMA;

    assertValid(schema, times);
    assertThat(Reported_TimesSchema.reader().read(times).time()).hasHour(10);
    assertThat(Reported_TimesSchema.reader().read(times).month()).isEqualTo(java.time.Month.MAY);
    assertInvalid(
        schema,
        times.replace("\"10:00:01\"", "\"10:00:01Z\""),
        times.replace("\"2026-01-02T10:00\"", "\"2026-01-02T10:00+01:00\""),
        times.replace("\"PT1H\"", "\"P1Y\""),
        times.replace("\"P1Y2M\"", "\"PT1H\""),
        times.replace("2026-01-02T10:00:00Z\",\"offset\"", "2026-01-02T10:00:00\",\"offset\""));
  }

  @Test
  void s14S20AndS28AChoiceNamesItsBranchesFirst() {
    JsonSchema schema = Reported_ShapeSchema.SCHEMA;

    assertThat(schema.toTree().path("anyOf").toString())
        .isEqualTo("[{\"$ref\":\"#/$defs/Circle\"},{\"$ref\":\"#/$defs/Square\"}]");
    assertThat(schema.toTree().path("$defs").path("Circle").toString())
        .isEqualTo(
            "{\"type\":\"object\",\"properties\":{\"kind\":{\"type\":\"string\",\"enum\":[\"circle\"]},"
                + "\"radius\":{\"type\":\"number\"}},\"required\":[\"kind\",\"radius\"]}");
    assertThat(Reported_ShapeSchema.reader().read("{\"side\":2.0,\"kind\":\"square\"}"))
        .isEqualTo(new Reported.Square(2));
    assertThat(Reported_AnimalSchema.SCHEMA.toJson()).contains("[\"Reported$Cat\"]", "[\"dog\"]");
  }

  @Test
  void s20WhatJacksonWritesOfChoicesIsValid() {
    Reported.Zoo zoo =
        new Reported.Zoo(
            List.of(new Reported.Circle(1), new Reported.Square(2)),
            new Reported.Dog("d"),
            new Reported.Cat(true),
            new Reported.Circle(3));
    String json = MAPPER.writeValueAsString(zoo);

    assertValid(Reported_ZooSchema.SCHEMA, json);
    assertValid(SchemaDialect.OPENAI.narrow(Reported_ZooSchema.SCHEMA).schema(), json);
    assertThat(Reported_ZooSchema.reader().read(json)).isEqualTo(zoo);
  }

  @Test
  void s15AFormatCanBeGivenByAPattern() {
    assertThat(property(Reported_ConstrainedSchema.SCHEMA, "mail").path("format").stringValue())
        .isEqualTo("email");
  }

  @Test
  void s18NothingIsAnObjectWithProperties() {
    assertThat(Reported_NothingSchema.SCHEMA.toJson())
        .isEqualTo("{\"type\":\"object\",\"properties\":{}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "boxes | {\"type\":\"array\",\"items\":{\"$ref\":\"#/$defs/Box_String\"}}",
        "numbers | {\"type\":\"array\",\"items\":{\"type\":\"integer\"}}",
        "anything | {\"type\":\"array\",\"items\":{}}",
        "map | {\"type\":\"object\",\"additionalProperties\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/$defs/Box_Integer\"}}}",
        "maybe | {\"type\":[\"array\",\"null\"],\"items\":{\"$ref\":\"#/$defs/Circle\"}}",
        "hash | {\"type\":\"object\",\"additionalProperties\":{\"type\":\"integer\"}}",
        "tree | {\"type\":\"object\",\"propertyNames\":{\"type\":\"string\",\"format\":\"uuid\"},\"additionalProperties\":{\"type\":\"string\",\"enum\":[\"RED\",\"light green\"]}}",
        "byColor | {\"type\":\"object\",\"properties\":{\"RED\":{\"type\":\"integer\"},\"light green\":{\"type\":\"integer\"}},\"additionalProperties\":false}",
        "byNumber | {\"type\":\"object\",\"propertyNames\":{\"type\":\"string\",\"pattern\":\"^-?[0-9]+$\"},\"additionalProperties\":{\"type\":\"string\"}}",
        "holes | {\"type\":\"array\",\"items\":{\"type\":[\"string\",\"null\"]}}",
        "node | {}",
        "object | {}",
        "bytes | {\"type\":\"string\",\"contentEncoding\":\"base64\"}",
        "letter | {\"type\":\"string\",\"minLength\":1,\"maxLength\":1}",
      })
  void s19S21S25AndS31ContainersKnowWhatIsInThem(String name, String json) {
    assertProperty(Reported_CollectionsSchema.SCHEMA, name, json);
  }

  @Test
  void s22AndS23OnePropertyDoesNotChangeTheTypeOfAnother() {
    JsonSchema schema = Reported_TwiceSchema.SCHEMA;

    assertProperty(schema, "plain", "{\"$ref\":\"#/$defs/Circle\"}");
    assertProperty(
        schema, "maybe", "{\"anyOf\":[{\"$ref\":\"#/$defs/Circle\"},{\"type\":\"null\"}]}");
    assertProperty(
        schema, "described", "{\"description\":\"Told here only.\",\"$ref\":\"#/$defs/Circle\"}");
    assertThat(schema.toTree().path("$defs").path("Circle").toString())
        .doesNotContain("null", "Told");
    assertThat(required(schema)).containsExactly("plain", "described");
  }

  @Test
  void s24AndS33EnumsHaveTheNamesOfTheMapperAndNullWhereItIsMeant() {
    JsonSchema schema = Reported_ColorsSchema.SCHEMA;
    String color = "{\"type\":\"string\",\"enum\":[\"RED\",\"light green\"]}";

    assertProperty(schema, "color", color);
    assertProperty(schema, "list", "{\"type\":\"array\",\"items\":" + color + "}");
    assertProperty(schema, "maybe", "{\"anyOf\":[" + color + ",{\"type\":\"null\"}]}");
    assertValid(schema, "{\"color\":\"light green\",\"list\":[],\"maybe\":null}");
    assertInvalid(
        schema,
        "{\"color\":\"GREEN\",\"list\":[]}",
        "{\"color\":null,\"list\":[]}",
        "{\"color\":\"RED\",\"list\":[null]}");
  }

  @Test
  void s27OnlyWhatIsNoObjectIsWrapped() {
    assertThat(SchemaDialect.OPENAI.narrow(Reported_PersonSchema.SCHEMA).wrapper()).isNull();
    assertThat(SchemaDialect.OPENAI.narrow(Reported_ShapeSchema.SCHEMA).wrapper())
        .isEqualTo("value");
    assertThat(
            Reported_ShapeSchema.reader()
                .read(
                    "{\"value\":{\"kind\":\"circle\",\"radius\":1}}",
                    SchemaDialect.OPENAI.narrow(Reported_ShapeSchema.SCHEMA)))
        .isEqualTo(new Reported.Circle(1));
  }

  /** S29 is in the processor's SchemaDiagnosticsTest. */
  @Test
  void s29AConstantWithANameIsRead() {
    assertThat(
            Reported_ColorsSchema.reader().read("{\"color\":\"light green\",\"list\":[]}").color())
        .isEqualTo(Reported.Color.GREEN);
  }

  @Test
  void s32ADescriptionByAnAnnotationSurvivesWithoutSources() {
    Compilation compiled =
        Compilation.of(
            ToolProvider.getSystemJavaCompiler(),
            new RunnelProcessor(),
            Map.of(
                "Uses",
                """
                package t;
                @dev.runnel.annotations.WithSchema
                record Uses(dev.runnel.schemas.OfClassFile.Described described) {}
                """));

    assertThat(compiled.schema("Uses").toTree().path("$defs").path("Described").toString())
        .isEqualTo(
            "{\"type\":\"object\",\"description\":\"Annotated.\",\"properties\":"
                + "{\"x\":{\"type\":\"integer\",\"description\":\"Annotated, too.\"}},"
                + "\"required\":[\"x\"]}");
  }

  @Test
  void aBoxedNumberMayBeNullWhereAPrimitiveMayNot() {
    JsonSchema schema = Reported_UnmarkedSchema.SCHEMA;

    assertThat(required(schema)).containsExactly("primitive", "text");
    assertValid(schema, "{\"primitive\":1,\"boxed\":null,\"text\":\"\"}");
    assertInvalid(schema, "{\"primitive\":null,\"boxed\":1,\"text\":\"\"}");
  }
}
