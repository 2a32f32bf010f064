/**
 * The open run of one chain: its pipelines, and who is notified of its steps. Public for generated
 * classes; not for use by hand.
 *
 * <p>The engine is divided into rooms, and each knows only those that its arrows lead to:
 *
 * <pre>
 *   dev.runnel.compose ------------------------.
 *                                              v
 *   dev.runnel --&gt; engine.call --&gt; engine.wrap --&gt; engine --&gt; engine.run --&gt; engine.stream
 *                                                    `----&gt; engine.whole
 * </pre>
 *
 * <ul>
 *   <li>{@code engine.call}: the ways to call a runnel. {@code Engine} is the one door into all of
 *       this from the API.
 *   <li>{@code engine.wrap}: what {@code withConfig}, {@code withRetry}, {@code withFallbacks},
 *       {@code withTimeout}, {@code pipe} and {@code then} return.
 *   <li>{@code engine}, this one: what a chain's generated class extends and calls.
 *   <li>{@code engine.run}: the tree of runs: which run is current, which thread is inside, how a
 *       run ends, who listens.
 *   <li>{@code engine.stream}: streams, and hand-offs between threads, that know nothing of runs.
 *   <li>{@code engine.whole}: how chunks become a whole where only the run knows.
 * </ul>
 *
 * <p>Five terms are enough to read on:
 *
 * <ul>
 *   <li>A <b>plan</b> is a chain as data: its steps, what each reads, its guards.
 *   <li>A <b>run</b> is one execution: a node of the tree that events show.
 *   <li>A <b>scope</b> is a run that is open: its plan, run, lifetime and notifier, which all of
 *       its pipelines share.
 *   <li>A <b>pipeline</b> is the code of a run, or of a part of it: generated, it pulls a source
 *       and pushes each chunk through the steps.
 *   <li>A <b>lifetime</b> says how something ended, owns what is to be closed with it, and notifies
 *       its holder.
 * </ul>
 *
 * <p>Where to start:
 *
 * <ul>
 *   <li>What happens at {@code chain.stream(x).forEach(...)}: {@code Engine.stream}, {@code
 *       Pipelines.root}, then {@link dev.runnel.engine.Pipeline#drive} and the generated class.
 *   <li>How {@code close()} reaches a source: {@code Pipeline.release}, {@code Lifetime.close},
 *       which closes what it owns.
 *   <li>Where an event is made: in {@code RunEvents} only; {@code ChainNotifier} says when.
 *   <li>How a retry is replayed: {@code RetryRunnel}, {@code AttemptStream}, {@code Recording}.
 * </ul>
 */
@NullMarked
package dev.runnel.engine;

import org.jspecify.annotations.NullMarked;
