package dev.runnel.benchmarks.flink;

import java.util.concurrent.CompletableFuture;

/** Asks a model. */
@FunctionalInterface
interface ModelClient {
  /** Sends a prompt; the future has the answer's text. */
  CompletableFuture<String> ask(String prompt);
}
