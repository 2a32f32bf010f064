package dev.runnel.processor.analysis.check;

import dev.runnel.processor.analysis.bind.BoundOutput;
import dev.runnel.processor.analysis.read.ChainClassContext;
import dev.runnel.processor.analysis.read.DeclaredChain;
import dev.runnel.processor.diagnostic.Report;
import dev.runnel.processor.model.ChainSchemas;
import dev.runnel.processor.schema.Schema;
import dev.runnel.processor.schema.SchemaUse;
import dev.runnel.processor.schema.Schemas;
import java.util.Optional;

/** Writes the JSON schemas of what a chain takes and gives, where they are asked for. */
final class SchemasOfChain {
  private SchemasOfChain() {}

  /** Writes them; empty if nobody asks for them, or if there is none, which is reported. */
  static Optional<ChainSchemas> of(
      ChainClassContext context, DeclaredChain chain, BoundOutput output, Report report) {
    if (!chain.schemas()) {
      return Optional.empty();
    }
    Schemas schemas = new Schemas(context.elements(), context.types().ofCompiler());
    Optional<Schema> input =
        schemas.of(chain.input(), chain.inputPosition(), SchemaUse.READ).reportTo(report);
    Optional<Schema> chunk =
        schemas.of(output.chunk(), chain.position(), SchemaUse.WRITE).reportTo(report);
    Optional<Schema> whole =
        schemas.of(output.whole(), chain.position(), SchemaUse.WRITE).reportTo(report);
    return input.flatMap(
        taken ->
            chunk.flatMap(
                one -> whole.map(all -> new ChainSchemas(taken.json(), one.json(), all.json()))));
  }
}
