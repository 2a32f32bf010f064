package dev.runnel.schemas;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.runnel.schema.JsonSchema;
import java.util.List;

/** Says what somebody else's validator thinks of documents; it takes formats seriously. */
final class Validator {
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private final Schema schema;

  Validator(JsonSchema schema) {
    this.schema = REGISTRY.getSchema(schema.toJson(), InputFormat.JSON);
  }

  /** Lists what is wrong; empty if the document is valid. */
  List<String> problems(String json) {
    return problems(json, true);
  }

  /** Lists what is wrong beside formats, which a reader leaves to the type. */
  List<String> problemsBesideFormats(String json) {
    return problems(json, false);
  }

  private List<String> problems(String json, boolean formats) {
    return schema
        .validate(
            json,
            InputFormat.JSON,
            context -> context.executionConfig(config -> config.formatAssertionsEnabled(formats)))
        .stream()
        .map(Error::toString)
        .toList();
  }
}
