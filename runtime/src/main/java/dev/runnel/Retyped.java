package dev.runnel;

import java.util.Map;

/** The types of chains, given to other runnels. */
final class Retyped {
  private Retyped() {}

  /** Returns what the runs of a chain bear also where others are tried in its place. */
  static RunConfig labels(CustomRunnel<?, ?, ?> chain) {
    RunConfig config = chain.config();
    RunConfig labels =
        RunConfig.named(config.name().orElseGet(chain::name))
            .withTags(config.tags().toArray(String[]::new));
    for (Map.Entry<String, Object> entry : config.metadata().entrySet()) {
      labels = labels.withMetadata(entry.getKey(), entry.getValue());
    }
    return labels;
  }

  record Sequence<I, C, O>(CustomRunnel<I, C, O> implementation)
      implements RunnableSequence<I, C, O> {
    @Override
    public String toString() {
      return implementation.toString();
    }
  }

  record Text<I>(CustomRunnel<I, String, String> implementation) implements TextChain<I> {
    @Override
    public String toString() {
      return implementation.toString();
    }
  }

  record Reader<C, O>(CustomStreamRunnel<String, C, O> implementation) implements TextReader<C, O> {
    @Override
    public String toString() {
      return implementation.toString();
    }
  }

  record OfStream<T, C, O>(CustomStreamRunnel<T, C, O> implementation)
      implements StreamSequence<T, C, O> {
    @Override
    public String toString() {
      return implementation.toString();
    }
  }
}
