package dev.runnel.micrometer;

import dev.runnel.RunConfig;
import dev.runnel.annotations.RunType;
import dev.runnel.event.RunEvent;
import dev.runnel.event.RunInfo;
import dev.runnel.event.RunScope;
import dev.runnel.event.ScopedRunListener;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.SenderContext;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Starts and stops an observation for each run. Thread-safe. */
final class ObservingListener implements ScopedRunListener {
  /** The name of all observations; the name of its span says which run it is. */
  private static final String OBSERVATION = "runnel.run";

  private final ObservationRegistry registry;
  private final GenAi names;
  private final @Nullable ModelMeters meters;
  private final Content content;
  private final ModelAttributes models;
  private final Map<UUID, ObservedRun> open = new ConcurrentHashMap<>();

  ObservingListener(
      ObservationRegistry registry, GenAi names, @Nullable ModelMeters meters, Content content) {
    this.registry = registry;
    this.names = names;
    this.meters = meters;
    this.content = content;
    this.models = new ModelAttributes(names);
  }

  @Override
  public boolean wants(RunInfo run) {
    return !registry.isNoop() || (meters != null && run.type() == RunType.CHAT_MODEL);
  }

  @Override
  public boolean wantsChunks(RunInfo run) {
    return run.type() == RunType.CHAT_MODEL && run.streamed();
  }

  /** Of a stream's answer, the chunks tell all that is told where no content is asked for. */
  @Override
  public boolean wantsOutput(RunInfo run) {
    return content.isTold() || (run.type() == RunType.CHAT_MODEL && !run.streamed());
  }

  @Override
  public void onStart(RunEvent.Start event) {
    RunInfo run = event.run();
    @Nullable ObservedRun above = above(run);
    @Nullable String operation = operation(run, above);
    @Nullable String model = ModelAttributes.requestModel(run, event.input(), names);
    Observation observation =
        Observation.createNotStarted(OBSERVATION, () -> context(run), registry)
            .contextualName(spanName(run, operation, model))
            .lowCardinalityKeyValue("runnel.type", run.type().wireName())
            .lowCardinalityKeyValue("runnel.name", run.name());
    @Nullable Observation parent = above == null ? null : above.forChildren();
    if (parent != null) {
      observation.parentObservation(parent);
    }
    start(observation, parent);
    Attributes attributes = Attributes.of(observation);
    @Nullable Observation forChildren = observation.isNoop() ? parent : observation;
    RunScopes scopes = new RunScopes(observation, registry, attributes);
    ChunkTimes times = meters == null ? ChunkTimes.ofFirst() : meters.times();
    open.put(
        run.id(), new ObservedRun(run, observation, forChildren, attributes, scopes, model, times));
    describe(run, operation, attributes);
    if (run.type() == RunType.CHAT_MODEL) {
      models.request(attributes, run, event.input());
    }
  }

  /**
   * Starts an observation below its parent, although another one may be current: that of a step
   * which has handed on a chunk, or that of whoever owns the thread. A span that the step's author
   * has made below the parent stays between the two.
   */
  private void start(Observation observation, @Nullable Observation parent) {
    if (parent == null || registry.getCurrentObservation() == parent) {
      observation.start();
      return;
    }
    CleanScope below = CleanScope.open(parent, registry);
    try {
      observation.start();
    } finally {
      below.close();
    }
  }

  private @Nullable ObservedRun above(RunInfo run) {
    List<UUID> parents = run.parentIds();
    for (int i = parents.size() - 1; i >= 0; i--) {
      @Nullable ObservedRun above = open.get(parents.get(i));
      if (above != null) {
        return above;
      }
    }
    return null;
  }

  /** An agent is a run whose metadata names an agent that the run above is not in. */
  private @Nullable String operation(RunInfo run, @Nullable ObservedRun above) {
    @Nullable Object agent = run.metadata().get(names.agentName);
    boolean isAgent =
        run.type() == RunType.CHAIN
            && agent != null
            && (above == null || !agent.equals(above.run().metadata().get(names.agentName)));
    return isAgent ? names.invokeAgent : names.operation(run.type(), run.isRoot());
  }

  private String spanName(RunInfo run, @Nullable String operation, @Nullable String model) {
    if (operation == null) {
      return run.name();
    }
    if (operation.equals(names.invokeAgent)) {
      return operation + " " + run.metadata().get(names.agentName);
    }
    return operation + " " + (model == null ? run.name() : model);
  }

  private static Observation.Context context(RunInfo run) {
    Observation.Context context =
        run.type() == RunType.CHAT_MODEL
            ? new SenderContext<Object>((carrier, key, value) -> {}, Kind.CLIENT)
            : new Observation.Context();
    context.put(RunInfo.class, run);
    return context;
  }

  private void describe(RunInfo run, @Nullable String operation, Attributes attributes) {
    attributes.put(names.operationName, operation);
    attributes.put(names.agentName, text(run.metadata().get(names.agentName)));
    attributes.put(names.conversationId, text(conversation(run)));
    if (names.invokeWorkflow.equals(operation)) {
      attributes.put(names.workflowName, run.name());
    } else if (names.executeTool.equals(operation)) {
      attributes.put(names.toolName, run.name());
      attributes.put(names.toolType, "function");
    } else if (names.retrieval.equals(operation)) {
      attributes.put(names.dataSourceId, run.name());
    }
    for (String tag : run.tags()) {
      if (tag.startsWith("retry:attempt:")) {
        attributes.add("runnel.attempt", Long.parseLong(tag.substring("retry:attempt:".length())));
        break;
      }
    }
  }

  private @Nullable Object conversation(RunInfo run) {
    @Nullable Object named = run.metadata().get(names.conversationId);
    return named == null ? run.metadata().get(RunConfig.CONVERSATION) : named;
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  @Override
  public void onChunk(RunEvent.Chunk event) {
    @Nullable ObservedRun observed = open.get(event.run().id());
    if (observed != null) {
      observed.chunk(event.chunk());
      if (meters != null && observed.isToBeRecorded()) {
        meters.chunks(observed, ModelAnswer.of(observed, null, names));
      }
    }
  }

  @Override
  public void onEnd(RunEvent.End event) {
    @Nullable ObservedRun observed = open.remove(event.run().id());
    if (observed != null) {
      content.ended(observed.attributes(), event);
      ended(observed, ModelAnswer.of(observed, event.output(), names), "ok", null);
    }
  }

  @Override
  public void onError(RunEvent.Failure event) {
    @Nullable ObservedRun observed = open.remove(event.run().id());
    if (observed != null) {
      String type = event.failure().getClass().getName();
      observed.attributes().put(names.errorType, type);
      observed.observation().error(content.failure(event));
      ended(observed, unfinished(observed), "error", type);
    }
  }

  @Override
  public void onCancel(RunEvent.Cancel event) {
    @Nullable ObservedRun observed = open.remove(event.run().id());
    if (observed != null) {
      if (Attributes.HAS_BRIDGE) {
        UnsetStatus.keep(observed.observation());
      }
      ended(observed, unfinished(observed), "cancelled", null);
    }
  }

  private ModelAnswer unfinished(ObservedRun observed) {
    return ModelAnswer.of(observed, null, names).unfinished();
  }

  private void ended(
      ObservedRun observed, ModelAnswer answer, String outcome, @Nullable String failure) {
    if (observed.run().type() == RunType.CHAT_MODEL) {
      models.response(observed, answer);
      if (meters != null) {
        meters.record(observed, answer, outcome, failure);
      }
    }
    observed.observation().lowCardinalityKeyValue("runnel.outcome", outcome).stop();
  }

  @Override
  public @Nullable RunScope openScope(RunInfo run) {
    if (run.type() == RunType.PARSER) {
      return null; // a parser calls nobody, and is entered for each chunk
    }
    @Nullable ObservedRun observed = open.get(run.id());
    return observed == null || observed.observation().isNoop() ? null : observed.scopes().open();
  }
}
