package dev.runnel.processor.analysis.bind;

import com.palantir.javapoet.TypeName;
import dev.runnel.processor.analysis.check.Mismatches;
import dev.runnel.processor.analysis.read.ParameterDeclaration;
import dev.runnel.processor.analysis.read.StepDeclaration;
import dev.runnel.processor.model.Conversion;
import dev.runnel.processor.model.Edge;
import dev.runnel.processor.model.Multiplicity;
import dev.runnel.processor.model.StepKind;
import dev.runnel.processor.model.StepParameter;
import dev.runnel.processor.model.StreamForm;
import dev.runnel.processor.model.Wholeness;
import dev.runnel.processor.types.TypeSystem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Checks what the parameters of one step read, and says how. A transformer that may have to read
 * its chunks again reads a stream, and is not fed with them.
 */
public final class StepEdges {
  private final TypeSystem types;
  private final int index;
  private final StepDeclaration step;
  private final StepBinding binding;
  private final IntFunction<Flow> flows;
  private final Mismatches mismatches;
  private final boolean guarded;

  public StepEdges(
      TypeSystem types,
      int index,
      StepDeclaration step,
      StepBinding binding,
      IntFunction<Flow> flows,
      Mismatches mismatches,
      boolean guarded) {
    this.types = types;
    this.index = index;
    this.step = step;
    this.binding = binding;
    this.flows = flows;
    this.mismatches = mismatches;
    this.guarded = guarded;
  }

  public List<StepParameter> parameters() {
    List<StepParameter> all = new ArrayList<>();
    for (int i = 0; i < step.parameters().size(); i++) {
      ParameterDeclaration parameter = step.parameters().get(i);
      all.add(parameter.isData() ? data(i, parameter) : injected(parameter));
    }
    return all;
  }

  private StepParameter injected(ParameterDeclaration parameter) {
    return parameter(
        parameter, StepParameter.INPUT, Edge.WHOLE, parameter.form(), Conversion.NONE, null);
  }

  private StepParameter data(int position, ParameterDeclaration parameter) {
    int source = binding.sources().get(position);
    Flow flow = flows.apply(source);
    boolean byPlace = binding.byPlace().get(position);
    if (binding.streaming() != position || !streams(parameter, flow)) {
      return whole(parameter, source, flow, byPlace);
    }
    Conversion conversion = types.conversion(flow.chunk(), parameter.element());
    if (conversion == null) {
      mismatches.add(index, parameter, byPlace, source, flow, parameter.element(), false);
      conversion = Conversion.NONE;
    }
    StreamForm form = form(parameter);
    return parameter(
        parameter, source, form == null ? Edge.CHUNK : Edge.STREAM, form, conversion, null);
  }

  /** Where but one chunk comes, whole and chunk are the same, and the whole is simpler. */
  private boolean streams(ParameterDeclaration parameter, Flow flow) {
    return parameter.form() != null
        || step.kind() == StepKind.TRANSFORMER_METHOD
        || flow.multiplicity() != Multiplicity.ONE;
  }

  private @Nullable StreamForm form(ParameterDeclaration parameter) {
    return switch (step.kind()) {
      case STREAM_COMPONENT, CHAIN -> StreamForm.CHUNK_STREAM;
      case TRANSFORMER_COMPONENT, TRANSFORMER_METHOD ->
          guarded ? StreamForm.CHUNK_STREAM : parameter.form();
      default -> parameter.form();
    };
  }

  private StepParameter whole(
      ParameterDeclaration parameter, int source, Flow flow, boolean byPlace) {
    Wholeness whole = new WholeRules(types).find(flow, parameter.type());
    if (whole == null) {
      mismatches.add(index, parameter, byPlace, source, flow, parameter.type(), true);
    }
    return parameter(parameter, source, Edge.WHOLE, null, Conversion.NONE, whole);
  }

  private StepParameter parameter(
      ParameterDeclaration parameter,
      int source,
      Edge edge,
      @Nullable StreamForm form,
      Conversion conversion,
      @Nullable Wholeness whole) {
    return new StepParameter(
        parameter.name(),
        TypeName.get(parameter.type()),
        parameter.role(),
        source,
        edge,
        form,
        edge == Edge.STREAM ? parameter.factory() : null,
        types.name(parameter.element()),
        conversion,
        whole,
        false);
  }
}
