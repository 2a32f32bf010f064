package dev.runnel.example.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.apache.flink.client.program.PackagedProgram;
import org.apache.flink.client.program.PackagedProgramUtils;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The jar that is submitted, as the profile "job-jar" builds it. Neither the example's classes nor
 * what the jar brings are on this test's class path.
 */
@Timeout(180)
class JobJarTest {
  private static final File JAR = new File(System.getProperty("job.jar", "none"));
  private static final List<String> OF_THE_CLUSTER =
      List.of(
          "org/apache/flink/api/",
          "org/apache/flink/runtime/",
          "org/apache/flink/streaming/api/environment/",
          "org/apache/flink/table/api/",
          "org/apache/flink/connector/file/",
          "org/slf4j/");

  @TempDir Path folder;

  @Test
  void theClassesOfTheJarAreNotHere() {
    assertThatThrownBy(() -> Class.forName("dev.runnel.example.flink.LabelFile"))
        .isInstanceOf(ClassNotFoundException.class);
    assertThatThrownBy(() -> Class.forName("dev.runnel.flink.FlinkChain"))
        .isInstanceOf(ClassNotFoundException.class);
    assertThatThrownBy(() -> Class.forName("tools.jackson.databind.json.JsonMapper"))
        .isInstanceOf(ClassNotFoundException.class);
  }

  @Test
  void whatTheClusterHasIsNotInTheJar() throws Exception {
    try (JarFile jar = new JarFile(JAR)) {
      List<String> names = jar.stream().map(ZipEntry::getName).toList();
      assertThat(names)
          .contains(
              "dev/runnel/example/flink/LabelFile.class",
              "dev/runnel/flink/FlinkChain.class",
              "org/apache/flink/connector/kafka/source/KafkaSource.class")
          .noneMatch(name -> OF_THE_CLUSTER.stream().anyMatch(name::startsWith));
    }
  }

  @Test
  void theJobOfTheJarRunsInACluster() throws Exception {
    Path tickets = folder.resolve("tickets.txt");
    Files.write(tickets, List.of("My invoice is wrong!", "Hello", " "));
    Configuration configuration = new Configuration();
    PackagedProgram program =
        PackagedProgram.newBuilder()
            .setJarFile(JAR)
            .setArguments(tickets.toUri().toString(), folder.toUri().toString())
            .build();
    try (program;
        MiniCluster cluster =
            new MiniCluster(
                new MiniClusterConfiguration.Builder()
                    .setConfiguration(configuration)
                    .setNumTaskManagers(2)
                    .setNumSlotsPerTaskManager(2)
                    .withRandomPorts()
                    .build())) {
      cluster.start();
      JobGraph job = PackagedProgramUtils.createJobGraph(program, configuration, 2, false);
      cluster
          .requestJobResult(cluster.submitJob(job).get(1, TimeUnit.MINUTES).getJobID())
          .get(1, TimeUnit.MINUTES)
          .toJobExecutionResult(program.getUserCodeClassLoader());
    }
    assertThat(Written.in(folder.resolve("labels")))
        .containsExactly(
            "{\"input\":\"Hello\",\"attempt\":0,\"value\":{\"topic\":\"other\",\"urgency\":1}}",
            "{\"input\":\"My invoice is wrong!\",\"attempt\":0,"
                + "\"value\":{\"topic\":\"billing\",\"urgency\":3}}");
    assertThat(Written.in(folder.resolve("failures"))).hasSize(1);
  }

  @Test
  void aStatementOfSqlTakesTheFunctionFromTheJar() throws Exception {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(new Configuration());
    StreamTableEnvironment tables = StreamTableEnvironment.create(environment);
    tables.createTemporaryView(
        "tickets",
        tables.fromDataStream(environment.fromData("My invoice is wrong!", "Hello")).as("ticket"));
    tables.executeSql(
        "CREATE FUNCTION label AS 'dev.runnel.example.flink.LabelFunction' USING JAR '%s'"
            .formatted(JAR.toURI()));
    List<String> rows = new ArrayList<>();
    try (CloseableIterator<Row> all =
        tables
            .executeSql("SELECT ticket, label(ticket).topic, label(ticket).urgency FROM tickets")
            .collect()) {
      all.forEachRemaining(row -> rows.add(row.toString()));
    }
    assertThat(rows)
        .containsExactlyInAnyOrder("+I[My invoice is wrong!, billing, 3]", "+I[Hello, other, 1]");
  }
}
