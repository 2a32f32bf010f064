package dev.runnel.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.processor.Compiled.Compiler;
import dev.runnel.processor.Compiled.Source;
import java.io.File;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaDiagnosticsTest {
  private static final String JACKSON =
      "import com.fasterxml.jackson.annotation.*; import tools.jackson.databind.annotation.*;\n";

  private static final String TEXTS =
      " Remove @JsonValue, and give each constant its text with @JsonProperty(\"...\").";

  private static DiagnosticsOf file(String name, String body) {
    return DiagnosticsOf.sources(
        new Source("test." + name, "package test; " + Source.IMPORTS + JACKSON + body));
  }

  @Test
  void anEnumWhoseTextNobodyKnowsAsksForOne() {
    file(
            "A",
            """
            @WithSchema record A(Own own, Body body, Mixed mixed, Value value, Made made) {}
            enum ›Own { ‹X; public String toString() { return "x"; } }
            enum ›Body { ‹X { public String toString() { return "x"; } }, @JsonProperty("y") Y }
            enum Mixed { @JsonProperty("x") X; public String toString() { return "z"; } }
            enum Value { X; @JsonValue public String «text() { return "x"; } }
            enum Made { X; @JsonCreator static Made «of(String text) { return X; } }
            """)
        .are(
            "[Runnel/UnknownJson] Nobody can know while compiling what JSON Own is: Jackson takes"
                + " the text of 'X' from its toString(). Give each constant its text with"
                + " @JsonProperty(\"...\"), which Jackson prefers to toString().",
            "[Runnel/UnknownJson] Nobody can know while compiling what JSON Body is: Jackson takes"
                + " the text of 'X' from toString(), which a constant with a body may override. Give"
                + " each constant its text with @JsonProperty(\"...\"), which Jackson prefers to"
                + " toString().",
            "[Runnel/UnknownJson] Nobody can know while compiling what JSON Value is: @JsonValue"
                + " takes the texts from 'text'."
                + TEXTS,
            "[Runnel/UnknownJson] Nobody can know while compiling what JSON Made is: @JsonCreator"
                + " reads it by 'of'. Remove @JsonCreator, and give each constant its text with"
                + " @JsonProperty(\"...\").");
  }

  @Test
  void aTypeThatNothingReadsIsNamed() {
    file(
            "A",
            """
            @WithSchema record A(
                Thread §thread, Map<Long[], String> §map, Stream<String> §stream,
                List<Runnable> §list, Plain plain, Inner.Deep deep, Open open) {}
            ‹class ›Plain { Plain(String text) {} }
            class Inner { ‹class ›Deep {} }
            abstract ‹class ›Open {}
            """)
        .are(
            "[Runnel/NoSchema] 'thread' of A has no JSON schema: Jackson has no JSON for Thread. Use a"
                + " record, a list, a map or a type with one value.",
            "[Runnel/NoSchema] 'map' of A has no JSON schema: the name of a property cannot be a"
                + " Long[]. Use a map whose keys are strings, numbers, dates or enums.",
            "[Runnel/NoSchema] 'stream' of A has no JSON schema: Jackson has no JSON for"
                + " Stream<String>. Use a record, a list, a map or a type with one value.",
            "[Runnel/NoSchema] 'list' of A has no JSON schema: Jackson has no JSON for Runnable. Use"
                + " a record, a list, a map or a type with one value.",
            "[Runnel/NoSchema] Plain has no JSON schema: it has no constructor without parameters, so"
                + " that Jackson cannot make one. Make it a record, or annotate a constructor with"
                + " @JsonCreator.",
            "[Runnel/NoSchema] Deep has no JSON schema: it is an inner class, so that Jackson cannot"
                + " make one. Make it a record, or static.",
            "[Runnel/NoSchema] Open has no JSON schema: it is abstract, and nothing tells Jackson"
                + " which class to make. Annotate it with @JsonTypeInfo(use = JsonTypeInfo.Id.NAME), or"
                + " use a record.");
  }

  @Test
  void annotationsThatChangeJsonUnseenAreNamed() {
    file(
            "A",
            """
            @WithSchema record A(
                @JsonDeserialize(contentAs = String.class) List<String> §as,
                @JsonFormat(shape = JsonFormat.Shape.STRING) int §number,
                Naming naming, Any any, Wrapped wrapped, Factory factory, Value value) {}
            @JsonNaming(Upper.class) §record Naming(int x) {}
            class Upper extends tools.jackson.databind.PropertyNamingStrategies.NamingBase {
              public String translate(String name) { return name.toUpperCase(); }
            }
            @JsonIdentityInfo(generator = ObjectIdGenerators.IntSequenceGenerator.class)
            §record Any(int x) {}
            @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_ARRAY)
            §record Wrapped(int x) {}
            record Factory(int x) { @JsonCreator static Factory of(int «y) { return new Factory(y); } }
            record Value(int x, int y) { @JsonValue String «text() { return ""; } }
            """)
        .are(
            "[Runnel/UnknownJson] Nobody can know while compiling what JSON 'as' is: it has"
                + " @JsonDeserialize. Remove @JsonDeserialize, or use a type that has the form of the"
                + " JSON.",
            "[Runnel/UnknownJson] Nobody can know while compiling what JSON 'number' is: its"
                + " @JsonFormat gives it another form. Remove @JsonFormat, or use a type that has this"
                + " form.",
            "[Runnel/UnknownJson] Nobody can know while compiling what JSON Naming is: its"
                + " @JsonNaming is none of the standard strategies. Use one of"
                + " PropertyNamingStrategies, or name each property with @JsonProperty.",
            "[Runnel/UnknownJson] Nobody can know while compiling what JSON Any is: it has"
                + " @JsonIdentityInfo. Remove @JsonIdentityInfo, or use a record that has the"
                + " properties of the JSON.",
            "[Runnel/UnknownJson] Nobody can know while compiling what JSON Wrapped is: it has"
                + " @JsonTypeInfo(include = WRAPPER_ARRAY). Use @JsonTypeInfo(use ="
                + " JsonTypeInfo.Id.NAME).",
            "[Runnel/UnknownJson] Nobody can know while compiling what JSON Factory is: parameter 'y'"
                + " of its @JsonCreator has no name in JSON. Annotate it with @JsonProperty, or say"
                + " @JsonCreator(mode = DELEGATING).",
            "[Runnel/UnknownJson] Nobody can know while compiling what JSON Value is: it is written"
                + " as what 'text' gives, by @JsonValue. Annotate what makes one of that with"
                + " @JsonCreator(mode = DELEGATING), or remove @JsonValue.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "@WithSchema @‹interface ›Box {} | Box | it is an annotation, which no JSON is read into. Remove @WithSchema.",
        "@WithSchema §record Box<T>(T content) {} | Box | it has type parameters, of which nothing is known. Annotate a record that has it as a component, with type arguments.",
        "class ›Box { @WithSchema private ‹record In(int x) {} } | In | In is private, so that the generated class cannot see it. Remove 'private' from In.",
      })
  void whereNoClassCanStandIsSaid(String source, String name, String why) {
    file("Box", source)
        .are("[Runnel/MisplacedSchema] @WithSchema cannot make a class for " + name + ": " + why);
  }

  @Test
  void aGenericTypeThatNeverEndsIsNamed() {
    file(
            "A",
            """
            @WithSchema record A(Endless<String> endless) {}
            record Endless<T>(Endless<List<T>> §more) {}
            """)
        .are(
            "[Runnel/NoSchema] 'more' of Endless has no JSON schema: it needs more than 200"
                + " definitions. Use fewer types, or a type that does not contain itself with other"
                + " arguments.");
  }

  @Test
  void aMissingTypeIsNamed() {
    file("A", "@WithSchema record A(int x, List<‹Missing> ¶list, ‹Missing ¶one) {}")
        .beginAmongOthers(
            "[Runnel/MissingType] 'list' of A uses ",
            "[Runnel/MissingType] 'one' of A uses Missing, which does not exist.");
  }

  @Test
  void theNameOfTheGeneratedClassMayBeTaken() {
    file("A", "@WithSchema ¶record A(int x) {} class ASchema {}")
        .begin("[Runnel/NameTaken] The class to generate for A, test.ASchema, exists already.");
  }

  @Test
  void withoutTheModuleOfSchemasItIsAskedFor() {
    String classPath =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(path -> !path.matches(".*(schema.target.classes|runnel-schema-.*)"))
            .collect(Collectors.joining(File.pathSeparator));
    file("A", "@WithSchema ¶record A(int x) {}")
        .classPath(classPath)
        .are(
            "[Runnel/MissingRuntime] A has @WithSchema, but Runnel's schemas are not on the class"
                + " path. Add the dependency dev.runnel:runnel-runtime, which brings them; without"
                + " chains, dev.runnel:runnel-schema is enough.");
  }

  @Test
  void aTypeMayUseTheGeneratedClassOfAnother() {
    List<Source> sources =
        List.of(
            Source.of("A", "@WithSchema record A(Holder holder) {}"),
            Source.of("B", "@WithSchema record B(int x) {}"),
            Source.of(
                "Holder",
                "record Holder(int x) { static Object use() { return BSchema.reader(); } }"));
    for (Compiler compiler : Compiler.values()) {
      assertThat(Compiled.wholly(compiler, sources)).as(compiler.name()).isEmpty();
    }
  }
}
