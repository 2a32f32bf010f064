package dev.runnel.processor.analysis.bind;

import dev.runnel.processor.analysis.read.ChainClassContext;
import dev.runnel.processor.analysis.read.DeclaredAnswer;
import dev.runnel.processor.analysis.read.DeclaredParameter;
import dev.runnel.processor.analysis.read.DeclaredStep;
import dev.runnel.processor.diagnostic.AnswerProblems;
import dev.runnel.processor.diagnostic.Position;
import dev.runnel.processor.diagnostic.Problem;
import dev.runnel.processor.diagnostic.Report;
import dev.runnel.processor.diagnostic.Result;
import dev.runnel.processor.model.Answer;
import dev.runnel.processor.schema.Schemas;
import dev.runnel.processor.types.TypeNames;
import dev.runnel.processor.types.TypeSystem;
import dev.runnel.processor.types.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * Says of each model of a chain that is to answer with a type how it does so: who reads it decides.
 */
final class AnswerBinder {
  private final ChainClassContext context;
  private final TypeSystem types;
  private final ResolvedChain chain;
  private final List<StepSources> sources;
  private final Report report = new Report();

  AnswerBinder(ChainClassContext context, ResolvedChain chain, List<StepSources> sources) {
    this.context = context;
    this.types = context.types();
    this.chain = chain;
    this.sources = sources;
  }

  /**
   * Somebody who reads an answer.
   *
   * @param name how it is spoken of
   * @param at where it is
   * @param type what it asks for
   * @param ofChunks whether it reads chunks, and not the whole
   * @param parsed what a parser of the text makes of it, as a whole; null if it is none
   */
  private record Asker(
      String name, Position at, TypeMirror type, boolean ofChunks, @Nullable TypeMirror parsed) {}

  Result<ResolvedChain> bind() {
    List<NamedStep> steps = new ArrayList<>();
    for (int i = 0; i < chain.steps().size(); i++) {
      List<Asker> askers = askers(i);
      steps.add(chain.steps().get(i).mapped(step -> answered(step, askers)));
    }
    Optional<NamedGuard> guard =
        chain.guard().map(known -> known.mapped(step -> answered(step, ofChain())));
    return report.unlessErrors(
        new ResolvedChain(chain.declared(), chain.readsStream(), steps, guard));
  }

  private List<Asker> askers(int source) {
    List<Asker> askers = new ArrayList<>();
    for (int i = source + 1; i < chain.steps().size(); i++) {
      NamedStep reader = chain.steps().get(i);
      List<DeclaredParameter> parameters = reader.declared().parameters();
      for (int p = 0; p < parameters.size(); p++) {
        if (parameters.get(p).isData() && sources.get(i).sources().get(p) == source) {
          boolean ofChunks = sources.get(i).streaming() == p;
          askers.add(asker(reader, parameters.get(p), ofChunks));
        }
      }
    }
    if (source == chain.steps().size() - 1) {
      askers.addAll(ofChain());
    }
    return askers;
  }

  private Asker asker(NamedStep reader, DeclaredParameter parameter, boolean ofChunks) {
    TypeMirror returned = reader.declared().member().type().getReturnType();
    DeclaredType partials = types.as(returned, TypeNames.JSON_PARTIALS);
    return new Asker(
        "step '" + reader.name() + "'",
        reader.position(),
        types.boxed(ofChunks ? parameter.element() : parameter.type()),
        ofChunks,
        partials == null || partials.getTypeArguments().isEmpty()
            ? null
            : types.given(partials.getTypeArguments().get(0)));
  }

  private List<Asker> ofChain() {
    List<Asker> askers = new ArrayList<>();
    String name = "chain '" + chain.name() + "'";
    TypeMirror chunk = chain.declared().chunk();
    TypeMirror whole = chain.declared().whole();
    if (whole != null) {
      askers.add(new Asker(name, chain.declared().position(), whole, false, null));
    }
    if (chunk != null) {
      askers.add(new Asker(name, chain.declared().position(), chunk, true, null));
    }
    return askers;
  }

  private DeclaredStep answered(DeclaredStep step, List<Asker> askers) {
    DeclaredAnswer answer = step.answer();
    if (answer == null || askers.isEmpty()) {
      return step;
    }
    Optional<TypeMirror> type =
        Optional.ofNullable(answer.type())
            .or(() -> askers.stream().flatMap(asker -> said(step, asker).stream()).findFirst());
    if (type.isEmpty()) {
      report.add(AnswerProblems.unknownAnswer(answer.position(), step.name(), chain.name()));
      return step;
    }
    AnswerViews views = new AnswerViews(context, type.get(), step);
    return view(step, askers, views)
        .flatMap(view -> answered(step, answer, type.get(), view))
        .orElse(step);
  }

  /** Returns the type that a reader wants to read; empty where that is text. */
  private Optional<TypeMirror> said(DeclaredStep step, Asker asker) {
    if (asker.parsed() != null) {
      return Optional.of(asker.parsed());
    }
    if (types.is(asker.type(), TypeNames.PARTIAL)) {
      DeclaredType partial = (DeclaredType) asker.type();
      return partial.getTypeArguments().stream().findFirst().map(types::given);
    }
    boolean isText =
        types.is(asker.type(), TypeNames.STRING)
            || types.ofCompiler().isSameType(asker.type(), step.chunk())
            || (step.whole() != null && types.ofCompiler().isSameType(asker.type(), step.whole()));
    return isText ? Optional.empty() : Optional.of(asker.type());
  }

  private Optional<AnswerView> view(DeclaredStep step, List<Asker> askers, AnswerViews views) {
    List<Asker> ofChunks = askers.stream().filter(Asker::ofChunks).toList();
    if (ofChunks.isEmpty()) {
      return Optional.of(views.ofWhole(askers.get(0).type()));
    }
    Optional<AnswerView> first = Optional.empty();
    for (Asker asker : ofChunks) {
      Optional<AnswerView> view = views.ofChunks(asker.type());
      if (view.isEmpty()) {
        report.add(mismatch(step, asker, views));
        return view;
      }
      if (first.isPresent() && first.get().view() != view.get().view()) {
        report.add(readTwice(step, asker, ofChunks.get(0)));
        return Optional.empty();
      }
      first = first.or(() -> view);
    }
    return first;
  }

  private static Problem mismatch(DeclaredStep step, Asker asker, AnswerViews views) {
    return AnswerProblems.answerMismatch(
        asker.at(),
        Words.capitalized(asker.name()),
        Words.simple(asker.type()),
        step.name(),
        views.name(),
        views.offered());
  }

  private static Problem readTwice(DeclaredStep step, Asker asker, Asker other) {
    return AnswerProblems.answerReadTwice(
        asker.at(),
        Words.capitalized(asker.name()),
        Words.simple(asker.type()),
        other.name(),
        Words.simple(other.type()),
        step.name());
  }

  private Optional<DeclaredStep> answered(
      DeclaredStep step, DeclaredAnswer answer, TypeMirror type, AnswerView view) {
    return new Schemas(context.elements(), types.ofCompiler())
        .of(type, answer.position())
        .map(
            schema ->
                step.answered(
                    new Answer(
                        types.name(type),
                        schema.json(),
                        view.view(),
                        view.element() == null ? null : types.name(view.element()),
                        view.pointer(),
                        view.view() == Answer.View.ELEMENTS
                            && !view.pointer().isEmpty()
                            && types.ofCompiler().isSameType(view.whole(), type),
                        answer.repairs()),
                    view.chunk(),
                    view.whole(),
                    view.nature()))
        .reportTo(report);
  }
}
