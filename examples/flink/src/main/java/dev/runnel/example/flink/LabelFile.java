package dev.runnel.example.flink;

import dev.runnel.example.flink.Labels.Label;
import dev.runnel.flink.ChainStreams;
import dev.runnel.flink.FlinkChain;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.SimpleStringEncoder;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.connector.file.src.reader.TextLineInputFormat;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import tools.jackson.databind.json.JsonMapper;

/** Labels the lines of a file: {@code LabelFile FILE FOLDER}. */
public final class LabelFile {
  private LabelFile() {}

  /**
   * Runs the job.
   *
   * @param args the file of tickets, one a line, and the folder where lines of JSON go to
   * @throws Exception if the job fails
   */
  public static void main(String[] args) throws Exception {
    StreamExecutionEnvironment job = StreamExecutionEnvironment.getExecutionEnvironment();
    job.enableCheckpointing(10_000);
    FileSource<String> tickets =
        FileSource.forRecordStreamFormat(new TextLineInputFormat(), new Path(args[0])).build();

    ChainStreams<String, Label, Label> labels =
        FlinkChain.of(() -> new LabelsRunnables(Models.fromEnvironment()), Labels::label)
            .withCapacity(100)
            .withDeadLetters()
            .run(job.fromSource(tickets, WatermarkStrategy.noWatermarks(), "tickets"));

    labels.answers().map(answer -> json(answer)).sinkTo(folder(args[1] + "/labels"));
    labels.deadLetters().map(letter -> json(letter)).sinkTo(folder(args[1] + "/failures"));
    job.execute("Labels of a file");
  }

  private static FileSink<String> folder(String name) {
    return FileSink.forRowFormat(new Path(name), new SimpleStringEncoder<String>()).build();
  }

  private static String json(Object value) {
    return JsonMapper.shared().writeValueAsString(value);
  }
}
