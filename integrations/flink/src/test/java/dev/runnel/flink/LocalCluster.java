package dev.runnel.flink;

import dev.runnel.shared.Eventually;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Two task managers of two slots in this process. */
final class LocalCluster implements AutoCloseable {
  private final MiniCluster cluster;

  private LocalCluster(MiniCluster cluster) {
    this.cluster = cluster;
  }

  static LocalCluster start() throws Exception {
    Configuration configuration = new Configuration();
    configuration.setString("heartbeat.interval", "1 s");
    configuration.setString("heartbeat.timeout", "15 s"); // so that a killed one is missed soon
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(2)
                .setNumSlotsPerTaskManager(2)
                .withRandomPorts()
                .build());
    cluster.start();
    return new LocalCluster(cluster);
  }

  static StreamExecutionEnvironment environment(int parallelism) {
    Configuration configuration = new Configuration();
    configuration.setString("restart-strategy.type", "fixed-delay");
    configuration.setString("restart-strategy.fixed-delay.attempts", "3");
    configuration.setString("restart-strategy.fixed-delay.delay", "10 ms");
    configuration.setString("pipeline.generic-types", "false");
    return environment(parallelism, configuration);
  }

  static StreamExecutionEnvironment environment(int parallelism, Configuration configuration) {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    environment.setParallelism(parallelism);
    environment.setBufferTimeout(1);
    return environment;
  }

  /**
   * Gives so many numbers, and then no more without an end: a source that has ended lets no
   * savepoint begin, and one that gives more than is read keeps it waiting.
   */
  static SingleOutputStreamOperator<Long> numbers(
      StreamExecutionEnvironment environment, long count) {
    DataGeneratorSource<Long> endless =
        new DataGeneratorSource<>(
            i -> i, Long.MAX_VALUE, RateLimiterStrategy.perSecond(5_000), Types.LONG);
    return environment
        .fromSource(endless, WatermarkStrategy.noWatermarks(), "numbers")
        .setParallelism(1)
        .uid("numbers")
        .filter(i -> i < count)
        .setParallelism(1);
  }

  JobID submit(StreamExecutionEnvironment environment) throws Exception {
    return submit(environment, SavepointRestoreSettings.none());
  }

  JobID submit(StreamExecutionEnvironment environment, SavepointRestoreSettings from)
      throws Exception {
    JobGraph job = environment.getStreamGraph().getJobGraph();
    job.setSavepointRestoreSettings(from);
    return cluster.submitJob(job).get(1, TimeUnit.MINUTES).getJobID();
  }

  /** Waits until each task of a job runs: no checkpoint begins before. */
  void awaitRunning(JobID job) {
    Eventually.isTrue(
        () -> {
          for (AccessExecutionVertex task :
              cluster.getExecutionGraph(job).join().getAllExecutionVertices()) {
            if (task.getExecutionState() != ExecutionState.RUNNING) {
              return false;
            }
          }
          return true;
        });
  }

  JobResult result(JobID job) throws Exception {
    return cluster.requestJobResult(job).get(5, TimeUnit.MINUTES);
  }

  /** Runs a job to its end; its failure is thrown. */
  void run(StreamExecutionEnvironment environment) throws Exception {
    result(submit(environment)).toJobExecutionResult(getClass().getClassLoader());
  }

  MiniCluster flink() {
    return cluster;
  }

  @Override
  public void close() throws Exception {
    cluster.close();
  }
}
