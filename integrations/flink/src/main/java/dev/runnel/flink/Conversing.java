package dev.runnel.flink;

import java.io.Serial;

/**
 * Chains, and the history that they remember by.
 *
 * @param history the open conversations
 * @param chains the object of the user's
 */
record Conversing<J>(FlinkHistory history, J chains) {

  /** Makes both, for one operator. */
  static final class Factory<J> implements ChainsFactory<Conversing<J>> {
    @Serial private static final long serialVersionUID = 1L;

    private final String operator; // operators with equal keys must not share a history
    private final ConversingFactory<J> factory;

    Factory(String operator, ConversingFactory<J> factory) {
      this.operator = operator;
      this.factory = factory;
    }

    Factory<J> named(String name) {
      return new Factory<>(name, factory);
    }

    @Override
    public Conversing<J> create() throws Exception {
      FlinkHistory history = new FlinkHistory();
      return new Conversing<>(history, factory.create(history));
    }

    @Override
    public void close(Conversing<J> made) throws Exception {
      if (made.chains() instanceof AutoCloseable closeable) {
        closeable.close();
      }
    }

    @Override
    public String toString() {
      return operator;
    }
  }
}
