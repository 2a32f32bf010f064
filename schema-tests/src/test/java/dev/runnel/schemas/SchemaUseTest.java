package dev.runnel.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.processor.diagnostic.Position;
import dev.runnel.processor.schema.SchemaUse;
import dev.runnel.processor.schema.Schemas;
import dev.runnel.schema.JsonSchema;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** What is read and what is written of a type may differ. */
class SchemaUseTest {
  /** Writes both schemas of the class {@code t.Both}. */
  private static final class Both extends AbstractProcessor {
    private final Map<SchemaUse, JsonSchema> schemas = new EnumMap<>(SchemaUse.class);

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
      TypeElement both = processingEnv.getElementUtils().getTypeElement("t.Both");
      Schemas writer = new Schemas(processingEnv.getElementUtils(), processingEnv.getTypeUtils());
      for (SchemaUse use : SchemaUse.values()) {
        String json =
            writer.of(both.asType(), Position.of(both), use).toOptional().orElseThrow().json();
        schemas.put(use, JsonSchema.of(json));
      }
      return false;
    }
  }

  private static Map<SchemaUse, JsonSchema> schemas(String source) {
    Both both = new Both();
    Compilation.of(
        ToolProvider.getSystemJavaCompiler(),
        both,
        Map.of("Both", "package t; import com.fasterxml.jackson.annotation.*;\npublic " + source));
    return both.schemas;
  }

  private static Set<String> names(JsonSchema schema) {
    return Set.copyOf(schema.toTree().path("properties").propertyNames());
  }

  @Test
  void accessSaysWhichWayAPropertyGoes() {
    Map<SchemaUse, JsonSchema> schemas =
        schemas(
            """
            record Both(
                int x,
                @JsonProperty(access = JsonProperty.Access.READ_ONLY) int out,
                @JsonProperty(access = JsonProperty.Access.WRITE_ONLY) int in) {
              public int getMore() { return 1; }
              public int other() { return 1; }
            }
            """);

    assertThat(names(schemas.get(SchemaUse.READ))).containsExactlyInAnyOrder("x", "in");
    assertThat(names(schemas.get(SchemaUse.WRITE))).containsExactlyInAnyOrder("x", "out", "more");
  }

  @Test
  void gettersAreWrittenAndSettersRead() {
    Map<SchemaUse, JsonSchema> schemas =
        schemas(
            """
            class Both {
              private int n;
              private final int fixed = 1;
              private String hidden;
              public String open;
              public void setN(int n) { this.n = n; }
              public int getFixed() { return fixed; }
              public boolean isFlag() { return true; }
              public static int getCount() { return 0; }
            }
            """);

    assertThat(names(schemas.get(SchemaUse.READ))).containsExactlyInAnyOrder("n", "open");
    assertThat(names(schemas.get(SchemaUse.WRITE)))
        .containsExactlyInAnyOrder("fixed", "flag", "open");
  }
}
