package dev.runnel.flink;

import dev.runnel.RunConfig;
import dev.runnel.Runnel;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A chain that a task uses, and the threads on which its runs work. */
final class OpenChain<J, I, C, O> implements AutoCloseable {
  private static final int VIRTUAL_THREADS = 21;

  private final SharedChains.Lease<J> chains;
  private final Runnel<I, C, O> runnel;
  private final Executor executor;

  /** Its own pool where threads are pooled: others' threads would hold the job's class loader. */
  private final @Nullable ExecutorService pool;

  private OpenChain(SharedChains.Lease<J> chains, FlinkChain<J, I, C, O> chain) {
    this.chains = chains;
    this.pool =
        Runtime.version().feature() < VIRTUAL_THREADS
            ? Executors.newCachedThreadPool(OpenChain::newThread)
            : null;
    this.executor = pool == null ? RunConfig.defaultExecutor() : pool;
    RunConfig config = RunConfig.DEFAULT.withExecutor(executor);
    ChainSettings settings = chain.settings();
    this.runnel =
        chain
            .chain()
            .of(chains.chains())
            .withConfig(
                settings.timeout() == null ? config : config.withTimeout(settings.timeout()));
  }

  static <J, I, C, O> OpenChain<J, I, C, O> of(FlinkChain<J, I, C, O> chain) throws Exception {
    SharedChains.Lease<J> lease = SharedChains.open(chain.factory());
    try {
      return new OpenChain<>(lease, chain);
    } catch (RuntimeException e) {
      lease.close();
      throw e;
    }
  }

  private static Thread newThread(Runnable work) {
    Thread thread = new Thread(work, "runnel-flink");
    thread.setDaemon(true);
    return thread;
  }

  Runnel<I, C, O> runnel() {
    return runnel;
  }

  /** Returns the object that has the chain. */
  J chains() {
    return chains.chains();
  }

  Executor executor() {
    return executor;
  }

  @Override
  public void close() {
    if (pool != null) {
      pool.shutdownNow();
    }
    chains.close();
  }
}
