package dev.runnel.serve;

import dev.runnel.event.StreamEvent;
import java.util.UUID;

/** A run that a client has asked for: a chain with its input, or with a state to go on from. */
record ServedRun<I>(ServedChain<I, ?, ?> chain, I input, RunApprovals approvals) {
  StreamedBody events(RunEncoder<StreamEvent> encoder, UUID id) {
    return chain.events(input, encoder, id);
  }

  StreamedBody chunks(RunEncoder<Object> encoder, UUID id) {
    return chain.chunks(input, encoder, id);
  }
}
