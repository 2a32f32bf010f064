package dev.runnel.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.runnel.annotations.Description;
import dev.runnel.annotations.WithSchema;
import dev.runnel.schema.NarrowedSchema;
import dev.runnel.schema.SchemaDialect;
import dev.runnel.schema.SchemaMismatchException;
import jakarta.validation.constraints.Min;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Runs the code on schemas of docs/structured.md; what it prints is what the page shows. */
class StructuredPageTest {
  /**
   * A country of the world.
   *
   * @param name what its people call it
   */
  @WithSchema
  record Country(
      String name,
      @Min(1) long population,
      @Description("The seat of the government.") Optional<String> capital,
      Climate climate) {}

  enum Climate {
    @JsonProperty("warm")
    WARM,
    @JsonProperty("cold")
    COLD
  }

  /** The name that the page gives to the generated class of a type that is not nested. */
  private static final class CountrySchema {
    static final dev.runnel.schema.JsonSchema SCHEMA = StructuredPageTest_CountrySchema.SCHEMA;

    static dev.runnel.schema.SchemaReader<Country> reader() {
      return StructuredPageTest_CountrySchema.reader();
    }
  }

  @Test
  void aSchemaIsAConstant() throws IOException {
    String schema = CountrySchema.SCHEMA.toJson();
    Country fiji =
        CountrySchema.reader()
            .read("{\"name\": \"Fiji\", \"population\": 926276, \"climate\": \"warm\"}");

    assertThat(fiji).isEqualTo(new Country("Fiji", 926_276, Optional.empty(), Climate.WARM));
    assertThat(blocks("json")).containsExactly(schema + "\n");
  }

  @Test
  void whatIsPrintedIsShown() throws IOException {
    PrintStream before = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      read();
      narrow();
    } finally {
      System.setOut(before);
    }
    assertThat(bytes.toString(StandardCharsets.UTF_8).replace("\r\n", "\n"))
        .isEqualTo(String.join("", blocks("text")));
  }

  private static void read() {
    try {
      CountrySchema.reader()
          .read("{\"name\": \"Fiji\", \"population\": 0.5, \"climate\": \"hot\"}");
    } catch (SchemaMismatchException e) {
      System.out.println(e.getMessage());
    }
  }

  private static void narrow() {
    NarrowedSchema narrowed = SchemaDialect.ANTHROPIC.narrow(CountrySchema.SCHEMA);
    System.out.println(narrowed.isStrict() + " " + narrowed.dropped());
    System.out.println(narrowed.schema().toTree().at("/properties/population"));
  }

  @Test
  void thePageShowsTheCodeThatRunsHere() throws IOException {
    String source =
        plain(
            Files.readString(Path.of("src/test/java/dev/runnel/schemas/StructuredPageTest.java")));

    assertThat(blocks("java"))
        .hasSize(4)
        .allSatisfy(block -> assertThat(source).contains(plain(block)));
  }

  private static List<String> blocks(String language) throws IOException {
    return Pattern.compile("^```" + language + "\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE)
        .matcher(ofSchemas(Files.readString(Path.of("..", "docs", "structured.md"))))
        .results()
        .map(block -> block.group(1))
        .toList();
  }

  /** The rest of the page runs where there are chains. */
  private static String ofSchemas(String page) {
    return page.substring(0, page.indexOf("\n## Structured answers"));
  }

  private static String plain(String code) {
    return code.replaceAll("\\s+", "");
  }
}
