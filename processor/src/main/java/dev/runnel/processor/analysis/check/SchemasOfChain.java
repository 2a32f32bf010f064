package dev.runnel.processor.analysis.check;

import dev.runnel.processor.analysis.bind.BoundOutput;
import dev.runnel.processor.analysis.read.ChainClassContext;
import dev.runnel.processor.analysis.read.DeclaredChain;
import dev.runnel.processor.diagnostic.Report;
import dev.runnel.processor.diagnostic.Result;
import dev.runnel.processor.diagnostic.SchemaProblems;
import dev.runnel.processor.model.ChainSchemas;
import dev.runnel.processor.schema.Schema;
import dev.runnel.processor.schema.SchemaUse;
import dev.runnel.processor.schema.Schemas;
import java.util.List;
import java.util.Optional;

/** Writes the JSON schemas of what a chain takes and gives, where they are asked for. */
final class SchemasOfChain {
  private SchemasOfChain() {}

  /** Writes them; empty if nobody asks for them, or if there is none, which is reported. */
  static Optional<ChainSchemas> of(
      ChainClassContext context, DeclaredChain chain, BoundOutput output, Report report) {
    if (chain.schemas() == DeclaredChain.SchemaWish.NONE) {
      return Optional.empty();
    }
    Result<ChainSchemas> found = find(context, chain, output);
    if (chain.schemas() == DeclaredChain.SchemaWish.ALWAYS) {
      return found.reportTo(report);
    }
    found.problems().stream()
        .findFirst()
        .map(why -> SchemaProblems.schemasLeftOut(chain.position(), chain.name(), why))
        .ifPresent(report::add);
    return found.toOptional();
  }

  private static Result<ChainSchemas> find(
      ChainClassContext context, DeclaredChain chain, BoundOutput output) {
    Schemas schemas = new Schemas(context.elements(), context.types().ofCompiler());
    Result<Schema> input = schemas.of(chain.input(), chain.inputPosition(), SchemaUse.READ);
    Result<Schema> chunk = schemas.of(output.chunk(), chain.position(), SchemaUse.WRITE);
    Result<Schema> whole = schemas.of(output.whole(), chain.position(), SchemaUse.WRITE);
    return Result.all(List.of(input, chunk, whole))
        .map(all -> new ChainSchemas(all.get(0).json(), all.get(1).json(), all.get(2).json()));
  }
}
