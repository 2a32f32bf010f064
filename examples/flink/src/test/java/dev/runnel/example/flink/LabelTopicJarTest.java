package dev.runnel.example.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.client.program.PackagedProgram;
import org.apache.flink.client.program.PackagedProgramUtils;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The job over Kafka, from the jar, with a broker in this process. */
@Timeout(300)
class LabelTopicJarTest {
  private static final int BEFORE = 200;
  private static final int AFTER = 100;

  @Test
  void eachMessageHasOneLabelThoughATaskManagerIsLost() throws Exception {
    try (KafkaClusterTestKit broker = broker()) {
      String servers = broker.bootstrapServers();
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
        admin
            .createTopics(List.of(topic("tickets"), topic("labels"), topic("failures")))
            .all()
            .get();
      }
      try (MiniCluster flink = cluster();
          PackagedProgram program = program(servers)) {
        flink.start();
        JobGraph graph =
            PackagedProgramUtils.createJobGraph(program, new Configuration(), 2, false);
        JobID job = flink.submitJob(graph).get(1, TimeUnit.MINUTES).getJobID();
        send(servers, IntStream.range(0, BEFORE).mapToObj(i -> "ticket " + i).toList());
        assertThat(read(servers, "labels", BEFORE)).hasSize(BEFORE);

        flink.terminateTaskManager(0).get(1, TimeUnit.MINUTES);
        flink.startTaskManager();
        List<String> more =
            IntStream.range(BEFORE, BEFORE + AFTER).mapToObj(i -> "ticket " + i).toList();
        send(servers, more);
        send(servers, List.of(" "));
        assertThat(read(servers, "failures", 1)).hasSize(1);
        assertThat(read(servers, "labels", BEFORE + AFTER))
            .hasSize(BEFORE + AFTER)
            .doesNotHaveDuplicates();
        flink.cancelJob(job).get(1, TimeUnit.MINUTES);
      }
    }
  }

  private static KafkaClusterTestKit broker() throws Exception {
    KafkaClusterTestKit broker =
        new KafkaClusterTestKit.Builder(
                new TestKitNodes.Builder()
                    .setCombined(true)
                    .setNumBrokerNodes(1)
                    .setNumControllerNodes(1)
                    .build())
            .setConfigProp("offsets.topic.replication.factor", "1")
            .setConfigProp("transaction.state.log.replication.factor", "1")
            .setConfigProp("transaction.state.log.min.isr", "1")
            .build();
    broker.format();
    broker.startup();
    broker.waitForReadyBrokers();
    return broker;
  }

  private static MiniCluster cluster() {
    Configuration configuration = new Configuration();
    configuration.setString("heartbeat.interval", "1 s");
    configuration.setString("heartbeat.timeout", "15 s");
    return new MiniCluster(
        new MiniClusterConfiguration.Builder()
            .setConfiguration(configuration)
            .setNumTaskManagers(2)
            .setNumSlotsPerTaskManager(2)
            .withRandomPorts()
            .build());
  }

  private static PackagedProgram program(String servers) throws Exception {
    return PackagedProgram.newBuilder()
        .setJarFile(new File(System.getProperty("job.jar")))
        .setEntryPointClassName("dev.runnel.example.flink.LabelTopic")
        .setArguments(servers)
        .build();
  }

  private static NewTopic topic(String name) {
    return new NewTopic(name, 2, (short) 1);
  }

  private static void send(String servers, List<String> tickets) {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers), new StringSerializer(), new StringSerializer())) {
      tickets.forEach(ticket -> producer.send(new ProducerRecord<>("tickets", ticket)));
    }
  }

  /** Reads what was committed, from the beginning, until there is so much of it, or none comes. */
  private static List<String> read(String servers, String topic, int count) {
    List<String> values = new ArrayList<>();
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            servers,
            "group.id",
            "test-" + topic + count,
            "auto.offset.reset",
            "earliest",
            "isolation.level",
            "read_committed");
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of(topic));
      long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
      while (values.size() < count && System.nanoTime() < end) {
        consumer.poll(Duration.ofMillis(200)).forEach(each -> values.add(each.value()));
      }
    }
    return values;
  }
}
