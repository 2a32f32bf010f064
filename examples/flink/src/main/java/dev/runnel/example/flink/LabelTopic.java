package dev.runnel.example.flink;

import dev.runnel.example.flink.Labels.Label;
import dev.runnel.flink.ChainStreams;
import dev.runnel.flink.FlinkChain;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.SimpleStringSchema;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import tools.jackson.databind.json.JsonMapper;

/** Labels each message of a topic of Kafka, exactly once: {@code LabelTopic SERVERS}. */
public final class LabelTopic {
  private LabelTopic() {}

  /**
   * Runs the job, until it is cancelled.
   *
   * @param args the servers; {@code tickets} is read, {@code labels} and {@code failures} written
   * @throws Exception if the job fails
   */
  public static void main(String[] args) throws Exception {
    StreamExecutionEnvironment job = StreamExecutionEnvironment.getExecutionEnvironment();
    job.enableCheckpointing(5_000); // what was written can be read when a checkpoint is complete
    KafkaSource<String> tickets =
        KafkaSource.<String>builder()
            .setBootstrapServers(args[0])
            .setTopics("tickets")
            .setGroupId("labels")
            .setStartingOffsets(OffsetsInitializer.earliest())
            .setValueOnlyDeserializer(new SimpleStringSchema())
            .build();

    ChainStreams<String, Label, Label> labels =
        FlinkChain.of(() -> new LabelsRunnables(Models.fromEnvironment()), Labels::label)
            .withCapacity(100)
            .withDeadLetters()
            .run(job.fromSource(tickets, WatermarkStrategy.noWatermarks(), "tickets"));

    labels.answers().map(answer -> json(answer)).sinkTo(topic(args[0], "labels"));
    labels.deadLetters().map(letter -> json(letter)).sinkTo(topic(args[0], "failures"));
    job.execute("Labels of a topic");
  }

  private static KafkaSink<String> topic(String servers, String name) {
    return KafkaSink.<String>builder()
        .setBootstrapServers(servers)
        .setRecordSerializer(
            KafkaRecordSerializationSchema.<String>builder()
                .setTopic(name)
                .setValueSerializationSchema(new SimpleStringSchema())
                .build())
        .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
        .setTransactionalIdPrefix("runnel-" + name)
        .setProperty("transaction.timeout.ms", "900000") // the most that a broker takes by default
        .build();
  }

  private static String json(Object value) {
    return JsonMapper.shared().writeValueAsString(value);
  }
}
