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
 * <p>Four walks show the rest. A walk names each class that is to be opened for it, in the order of
 * the calls; what it does not name need not be read.
 *
 * <p><b>What happens at {@code chain.stream(x).forEach(...)}?</b>
 *
 * <ol>
 *   <li>{@code Engine.stream} runs nothing yet. {@code Pipelines.root} makes the run: {@code
 *       Run.of} finds the run above, who listens, and the executor. Then {@code ChainSequence.open}
 *       makes the generated run, whose {@code Scope} has the {@code Lifetime} of all that follows.
 *   <li>{@code Pipeline.forEach} comes to {@code Pipeline.drive}. It enters, so that no second
 *       thread reads ({@code Lifetime.enter}), and makes the run current on this thread ({@code
 *       CurrentRun.swap}). {@code Scope.begin} lets the run above close this one.
 *   <li>The generated {@code start()} runs the steps that read wholes, each between {@code
 *       ChainPipeline.begin} and {@code ChainPipeline.result}, opens the component that gives
 *       chunks with {@code ChainPipeline.open}, and names it as the source, with the steps that end
 *       when it does: {@code RelayPipeline.relay}.
 *   <li>{@code RelayPipeline.run} lets the source push. Each chunk passes {@code
 *       RelayPipeline.accept} and the generated {@code onNext}, which runs the steps that read
 *       chunks and hands what leaves the last one to {@code Pipeline.reader}: the action. Where the
 *       source cannot push, the generated {@code advance()} pulls it, in the loop of {@code
 *       Pipeline.run}.
 *   <li>After the last chunk {@code Pipeline.finish} ends the lifetime, which closes the source;
 *       where anything throws, {@code Pipeline.failed} does, and says what the reader gets.
 * </ol>
 *
 * <p><b>How does {@code close()} reach the HTTP connection?</b>
 *
 * <ol>
 *   <li>{@code Pipeline.release}, on whatever thread, lets the reader have no chunk more ({@code
 *       Reading.leave}) and closes the lifetime.
 *   <li>{@code Lifetime.cancel} wins only if nothing has ended it before. It closes all that was
 *       handed over to {@code Lifetime.own}, what was opened last first: that is the source, since
 *       whatever opens one hands it over. Then {@code Occupancy.interrupt} wakes up the thread that
 *       is inside, and {@code Scope.onCancel} tells those who listen.
 *   <li>A run or an attempt below is closed in the same way, level by level. What is not of the
 *       engine might not come back, so {@code Closing.close} gives it a thread, and bounded time.
 *   <li>A model's answer is mostly a publisher: {@code SubscribedStream.release} closes its {@code
 *       Channel}, whose {@code Channel.onClose} cancels the subscription; thereby the HTTP client
 *       gives up the connection. The reader that waits in the channel wakes up with an exception.
 * </ol>
 *
 * <p><b>Where is an event made?</b>
 *
 * <ol>
 *   <li>The calls between the author's methods say what happens: {@code ChainPipeline.begin},
 *       {@code ChainPipeline.enter}, {@code ChainPipeline.chunk}, {@code ChainPipeline.end} of a
 *       step; {@code Scope.begin}, {@code Scope.tellOfChunk}, {@code Scope.onEnd}, {@code
 *       Scope.onFailure}, {@code Scope.onCancel} of the run itself. Where nobody listens there is
 *       no notifier, and they tell nothing.
 *   <li>{@code ChainNotifier.start}, {@code ChainNotifier.chunk} and the like know what belongs
 *       into the event, under one lock: each step and the chain are a {@code NotifiedRun}, which
 *       adds up the chunks, since their sum is its output and the input of those that read it; each
 *       parallel group is a {@code NotifiedGroup}.
 *   <li>The event itself is made in {@code RunEvents.started}, {@code RunEvents.chunk}, {@code
 *       RunEvents.ended}, {@code RunEvents.failed}, {@code RunEvents.cancelled}, and {@code
 *       Delivery.run} calls those who want it, so that all of them hear one order.
 *   <li>Two special cases end in the same place: {@code NotifyingTransformer.onChunk}, where
 *       somebody listens to one component only, and {@code RelayedRuns.relay} for runs that take
 *       place elsewhere, as on another server.
 * </ol>
 *
 * <p><b>How is a retry replayed?</b>
 *
 * <ol>
 *   <li>{@code RetryRunnel.openFrom} returns an {@code AttemptStream}, and tells it how an attempt
 *       is opened, when to give up, and how long to wait: by the rules of {@code
 *       RetryPolicy.retries} and {@code RetryPolicy.delayAfter}.
 *   <li>{@code AttemptStream.attempt} opens one: {@code Source.child} makes it a run below. Where
 *       the runnel reads a stream, each attempt reads it from its start by {@code
 *       Recording.replay}.
 *   <li>The first chunk that is handed on commits the run, so that nothing is replayed any more
 *       ({@code AttemptStream.handOn}, {@code Recording.keepNoMore}), unless the reader collects.
 *       Such a reader has said so before: {@code Pipeline.mayStartAnew} gives its source, by {@code
 *       Restartable.collecting}, what makes {@code ChunkCollector.forget} all chunks, and {@code
 *       ChainNotifier.forget} what was told of them.
 *   <li>When an attempt fails, {@code AttemptStream.failed} throws, or closes the attempt, lets the
 *       reader forget, and waits; then the loop around it opens the next one.
 * </ol>
 */
@NullMarked
package dev.runnel.engine;

import org.jspecify.annotations.NullMarked;
