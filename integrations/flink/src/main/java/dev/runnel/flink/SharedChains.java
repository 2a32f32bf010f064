package dev.runnel.flink;

import java.io.IOException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.util.InstantiationUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The chains of this class loader's job that operators have open, one object a factory. */
final class SharedChains {
  private static final Logger LOG = LoggerFactory.getLogger(SharedChains.class);
  private static final Map<Key, Shared> OPEN = new HashMap<>();

  private SharedChains() {}

  /** Opens what a factory makes, or shares what an equal one has made. */
  static <J> Lease<J> open(ChainsFactory<J> factory) throws Exception {
    Key key = Key.of(factory);
    synchronized (OPEN) {
      Shared shared = OPEN.get(key);
      if (shared == null) {
        J made = factory.create();
        if (made == null) {
          throw new IllegalStateException("The factory of the chains gave null.");
        }
        shared = new Shared(made);
        OPEN.put(key, shared);
      }
      shared.users++;
      @SuppressWarnings("unchecked") // an equal factory has made it
      J chains = (J) shared.chains;
      return new Lease<>(key, factory, chains);
    }
  }

  /** Counts what is open. */
  static int count() {
    synchronized (OPEN) {
      return OPEN.size();
    }
  }

  /** One user's hold on shared chains. */
  static final class Lease<J> implements AutoCloseable {
    private final Key key;
    private final ChainsFactory<J> factory;
    private final J chains;

    private Lease(Key key, ChainsFactory<J> factory, J chains) {
      this.key = key;
      this.factory = factory;
      this.chains = chains;
    }

    J chains() {
      return chains;
    }

    /** Gives them back; to be called once. */
    @Override
    public void close() {
      synchronized (OPEN) {
        Shared shared = Objects.requireNonNull(OPEN.get(key));
        if (--shared.users > 0) {
          return;
        }
        OPEN.remove(key);
      }
      try {
        factory.close(chains);
      } catch (Exception e) {
        LOG.warn("The chains of {} could not be closed.", factory.getClass().getName(), e);
      }
    }
  }

  private static final class Shared {
    private final Object chains;
    private int users;

    private Shared(Object chains) {
      this.chains = chains;
    }
  }

  /** Factories are equal if they are written the same: lambdas have no equality of their own. */
  private record Key(Class<?> type, String written) {
    static Key of(ChainsFactory<?> factory) throws IOException {
      byte[] bytes = InstantiationUtil.serializeObject(factory);
      return new Key(factory.getClass(), HexFormat.of().formatHex(bytes));
    }
  }
}
