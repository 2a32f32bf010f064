package dev.runnel.processor.analysis;

import dev.runnel.annotations.RunType;
import dev.runnel.processor.analysis.bind.ChainStep;
import dev.runnel.processor.analysis.bind.Cycles;
import dev.runnel.processor.analysis.bind.FallbackBinder;
import dev.runnel.processor.analysis.bind.StepLookup;
import dev.runnel.processor.analysis.check.StepOrder;
import dev.runnel.processor.analysis.emit.BrokenChains;
import dev.runnel.processor.analysis.read.AnalysisContext;
import dev.runnel.processor.analysis.read.ChainReading;
import dev.runnel.processor.analysis.read.ChainSignature;
import dev.runnel.processor.analysis.read.ComponentReader;
import dev.runnel.processor.analysis.read.Guards;
import dev.runnel.processor.analysis.read.Member;
import dev.runnel.processor.analysis.read.ParameterDeclaration;
import dev.runnel.processor.analysis.read.ReadRequest;
import dev.runnel.processor.analysis.read.StepDeclaration;
import dev.runnel.processor.analysis.read.StepReading;
import dev.runnel.processor.diagnostic.Report;
import dev.runnel.processor.model.Chain;
import dev.runnel.processor.model.ChainForm;
import dev.runnel.processor.model.Gives;
import dev.runnel.processor.model.Multiplicity;
import dev.runnel.processor.model.StepKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Analyses all chains of a class, those first that are steps of others. */
final class Chains implements FallbackBinder.Lookup {
  private final AnalysisContext context;
  private final StepLookup lookup;
  private final Guards guards;
  private final Map<Member, StepReading> steps = new HashMap<>();
  private final Map<Member, ChainReading> chains = new HashMap<>();
  private final Map<Member, String> broken = new HashMap<>();
  private final Map<Member, AnalyzedChain> analyzed = new HashMap<>();
  private final Set<Member> triedAsStream = new HashSet<>();
  private final Report report;

  Chains(
      AnalysisContext context,
      StepLookup lookup,
      Guards guards,
      List<StepReading> steps,
      List<ChainReading> chains,
      Report report) {
    this.context = context;
    this.lookup = lookup;
    this.guards = guards;
    this.report = report;
    steps.forEach(step -> this.steps.put(step.member(), step));
    chains.forEach(chain -> this.chains.put(chain.member(), chain));
    broken.putAll(Cycles.find(chains, steps, report));
  }

  /** Makes the models of chains, in the order given. */
  List<Chain> models(List<ChainReading> all) {
    all.forEach(chain -> analyze(chain.member()));
    return all.stream().map(this::model).toList();
  }

  private Chain model(ChainReading chain) {
    AnalyzedChain known = analyzed.get(chain.member());
    return known != null
        ? known.model()
        : BrokenChains.model(context, chain, Objects.requireNonNull(broken.get(chain.member())));
  }

  private void analyze(Member member) {
    if (analyzed.containsKey(member) || broken.containsKey(member)) {
      return;
    }
    ChainReading reading = Objects.requireNonNull(chains.get(member));
    ChainSignature signature = reading.signature();
    if (signature == null || reading.report().hasErrors()) {
      report.addAll(reading.report());
      broken.put(member, reading.report().firstError().orElseThrow());
      return;
    }
    Report own = new Report();
    List<ChainStep> resolved = resolve(signature, own);
    AnalyzedChain result = null;
    if (resolved != null) {
      boolean readsStream = signature.form() == ChainForm.STREAM_RUNNEL;
      result = new ChainAnalysis(context, signature, resolved, readsStream, this, own).run();
      if (result == null) {
        own = StepOrder.explain(context, signature, resolved, own);
      }
    }
    report.addAll(own);
    if (result == null) {
      broken.putIfAbsent(member, own.firstError().orElse("The chain's steps are wrong."));
    } else {
      analyzed.put(member, result);
    }
  }

  /** Finds the steps that a chain names; null if one of them is unknown or wrong. */
  private @Nullable List<ChainStep> resolve(ChainSignature signature, Report own) {
    List<ChainStep> resolved = new ArrayList<>();
    for (ChainSignature.StepName name : signature.steps()) {
      Member member = lookup.find(signature.member(), name, own);
      ChainStep step = member == null ? null : resolve(signature, member, name, own);
      if (step != null) {
        resolved.add(step);
      }
    }
    boolean all = resolved.size() == signature.steps().size() && !resolved.isEmpty();
    return all ? resolved : null;
  }

  private @Nullable ChainStep resolve(
      ChainSignature signature, Member member, ChainSignature.StepName name, Report own) {
    StepReading reading = steps.get(member);
    if (reading == null) {
      return chainStep(signature, member, name);
    }
    StepDeclaration declaration = reading.declaration();
    if (declaration == null) {
      broken.put(signature.member(), reading.report().firstError().orElseThrow());
      if (!member.declaringClass().equals(context.chainClass())) {
        own.addAll(reading.report());
      }
      return null;
    }
    boolean isMisbound = reading.report().hasErrors() && takesSeveral(declaration);
    if (isMisbound || lookup.isMisread(name.name())) {
      broken.put(signature.member(), report.firstError().orElseThrow());
      return null;
    }
    return new ChainStep(declaration, name.position(), null, null);
  }

  /** Tells whether what a step reads depends on which parameters it has. */
  private static boolean takesSeveral(StepDeclaration step) {
    return step.parameters().stream().filter(ParameterDeclaration::isData).count() > 1;
  }

  private @Nullable ChainStep chainStep(
      ChainSignature user, Member member, ChainSignature.StepName name) {
    analyze(member);
    AnalyzedChain known = analyzed.get(member);
    if (known != null && !lookup.isMisread(name.name())) {
      return chainStep(known, name);
    }
    ChainSignature declared = Objects.requireNonNull(chains.get(member)).signature();
    if (declared == null || declared.chunk() == null || declared.whole() == null) {
      broken.put(user.member(), Objects.requireNonNull(broken.get(member)));
      return null;
    }
    StepDeclaration step = declaration(declared, declared.chunk(), declared.whole(), false);
    return new ChainStep(step, name.position(), declared.form(), Multiplicity.MANY);
  }

  private ChainStep chainStep(AnalyzedChain chain, ChainSignature.StepName name) {
    return new ChainStep(
        declaration(chain.signature(), chain.chunk(), chain.whole(), chain.cumulative()),
        name.position(),
        chain.signature().form(),
        chain.model().multiplicity());
  }

  private StepDeclaration declaration(
      ChainSignature chain, TypeMirror chunk, TypeMirror whole, boolean cumulative) {
    ReadRequest request = ComponentReader.request(context, chain.member(), new Report());
    return new StepDeclaration(
        chain.member(),
        StepKind.CHAIN,
        false,
        List.of(ComponentReader.input(chain.member(), chain.input(), request)),
        Gives.COMPONENT,
        chunk,
        whole,
        false,
        cumulative,
        chain.runName(),
        RunType.CHAIN,
        chain.annotation().texts("tags"));
  }

  // ---- for the analysis of one chain

  @Override
  public Guards guards() {
    return guards;
  }

  @Override
  public Optional<ChainStep> find(Member guarded, ChainSignature.StepName fallback) {
    Member member = lookup.find(guarded, fallback, new Report());
    if (member == null) {
      return Optional.empty();
    }
    StepReading reading = steps.get(member);
    if (reading != null) {
      return Optional.ofNullable(reading.declaration())
          .map(step -> new ChainStep(step, fallback.position(), null, null));
    }
    analyze(member);
    return Optional.ofNullable(analyzed.get(member)).map(known -> chainStep(known, fallback));
  }

  @Override
  public Optional<ChainStep> streamed(ChainStep step) {
    Member member = step.declaration().member();
    AnalyzedChain known = analyzed.get(member);
    if (known == null) {
      return Optional.empty();
    }
    ChainSignature.StepName name = new ChainSignature.StepName(step.name(), step.position());
    if (!known.model().readsStream() && triedAsStream.add(member)) {
      Report own = new Report();
      List<ChainStep> resolved = resolve(known.signature(), own);
      AnalyzedChain stream =
          resolved == null
              ? null
              : new ChainAnalysis(context, known.signature(), resolved, true, this, own).run();
      if (stream != null && stream.streamsInput()) {
        report.addAll(own);
        analyzed.put(member, stream);
        known = stream;
      }
    }
    return known.model().readsStream() ? Optional.of(chainStep(known, name)) : Optional.empty();
  }
}
