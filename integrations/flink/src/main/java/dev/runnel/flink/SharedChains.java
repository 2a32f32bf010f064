package dev.runnel.flink;

import java.io.IOException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.util.InstantiationUtil;
import org.jspecify.annotations.Nullable;
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
    Shared shared;
    synchronized (OPEN) {
      shared = OPEN.computeIfAbsent(key, added -> new Shared());
      shared.users++;
    }
    try {
      @SuppressWarnings("unchecked") // an equal factory has made it
      J chains = (J) shared.chains(factory);
      return new Lease<>(key, factory, chains);
    } catch (Throwable failure) {
      leave(key);
      throw failure;
    }
  }

  /** Ends one use; tells whether it was the last. */
  private static boolean leave(Key key) {
    synchronized (OPEN) {
      Shared shared = Objects.requireNonNull(OPEN.get(key));
      shared.users--;
      if (shared.users == 0) {
        OPEN.remove(key);
      }
      return shared.users == 0;
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
      if (!leave(key)) {
        return;
      }
      try {
        factory.close(chains);
      } catch (Exception e) {
        LOG.warn("The chains of {} could not be closed.", factory.getClass().getName(), e);
      }
    }
  }

  private static final class Shared {
    private int users;
    private @Nullable Object chains;

    /** Lets only those wait for a factory that need what it makes. */
    private synchronized Object chains(ChainsFactory<?> factory) throws Exception {
      if (chains == null) {
        chains = factory.create();
        if (chains == null) {
          throw new IllegalStateException("The factory of the chains gave null.");
        }
      }
      return chains;
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
