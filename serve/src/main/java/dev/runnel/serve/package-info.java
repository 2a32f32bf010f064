/**
 * Serving: turns a chain and a request into a response, event by event. It knows no HTTP library: a
 * server hands it a {@link dev.runnel.serve.ServeRequest} and writes the {@link
 * dev.runnel.serve.ServeResponse} that comes back.
 *
 * <p>A {@link dev.runnel.serve.Protocol} says which endpoints a chain has and what its answers look
 * like. Each writes a run by a {@link dev.runnel.serve.RunEncoder}, a pure function from what the
 * run does to text; one {@link dev.runnel.serve.StreamedBody} carries it out for all of them.
 */
@NullMarked
package dev.runnel.serve;

import org.jspecify.annotations.NullMarked;
