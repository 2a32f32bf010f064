package dev.runnel.processor.analysis.bind;

import dev.runnel.processor.analysis.read.DeclaredParameter;
import dev.runnel.processor.analysis.read.DeclaredStep;
import dev.runnel.processor.model.Conversion;
import dev.runnel.processor.model.Edge;
import dev.runnel.processor.model.Multiplicity;
import dev.runnel.processor.model.StepKind;
import dev.runnel.processor.model.StepParameter;
import dev.runnel.processor.model.StreamForm;
import dev.runnel.processor.model.Wholeness;
import dev.runnel.processor.types.TypeSystem;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds out how the parameters of one step read their sources. A transformer that may have to read
 * its chunks again reads a stream, and is not fed with them.
 */
final class EdgeBinder {
  private final TypeSystem types;
  private final DeclaredStep step;
  private final StepSources sources;
  private final Outputs outputs;
  private final boolean guarded;

  EdgeBinder(
      TypeSystem types, DeclaredStep step, StepSources sources, Outputs outputs, boolean guarded) {
    this.types = types;
    this.step = step;
    this.sources = sources;
    this.outputs = outputs;
    this.guarded = guarded;
  }

  List<BoundParameter> bind() {
    return IntStream.range(0, step.parameters().size()).mapToObj(this::bind).toList();
  }

  private BoundParameter bind(int position) {
    DeclaredParameter parameter = step.parameters().get(position);
    if (!parameter.isData()) {
      return new BoundParameter(
          parameter,
          StepParameter.INPUT,
          false,
          Edge.WHOLE,
          parameter.form(),
          Conversion.NONE,
          null,
          true);
    }
    int source = sources.sources().get(position);
    boolean byPlace = sources.byPlace().get(position);
    Output output = outputs.of(source);
    return sources.streaming() == position && streams(parameter, output)
        ? stream(parameter, source, byPlace, output)
        : whole(parameter, source, byPlace, output);
  }

  /** Where but one chunk comes, whole and chunk are the same, and the whole is simpler. */
  private boolean streams(DeclaredParameter parameter, Output output) {
    return parameter.form() != null
        || step.kind() == StepKind.TRANSFORMER_METHOD
        || output.multiplicity() != Multiplicity.ONE;
  }

  private BoundParameter stream(
      DeclaredParameter parameter, int source, boolean byPlace, Output output) {
    Conversion conversion = types.conversion(output.chunk(), parameter.element());
    StreamForm form = form(parameter);
    return new BoundParameter(
        parameter,
        source,
        byPlace,
        form == null ? Edge.CHUNK : Edge.STREAM,
        form,
        conversion == null ? Conversion.NONE : conversion,
        null,
        conversion != null);
  }

  private @Nullable StreamForm form(DeclaredParameter parameter) {
    return switch (step.kind()) {
      case STREAM_COMPONENT, CHAIN -> StreamForm.CHUNK_STREAM;
      case TRANSFORMER_COMPONENT, TRANSFORMER_METHOD ->
          guarded ? StreamForm.CHUNK_STREAM : parameter.form();
      default -> parameter.form();
    };
  }

  private BoundParameter whole(
      DeclaredParameter parameter, int source, boolean byPlace, Output output) {
    Optional<Wholeness> whole = new WholeRules(types).find(output, parameter.type());
    return new BoundParameter(
        parameter,
        source,
        byPlace,
        Edge.WHOLE,
        null,
        Conversion.NONE,
        whole.orElse(null),
        whole.isPresent());
  }
}
