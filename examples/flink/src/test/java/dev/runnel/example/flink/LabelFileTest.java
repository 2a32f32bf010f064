package dev.runnel.example.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The job as a program, in a cluster that Flink starts for it. */
@Timeout(120)
class LabelFileTest {
  @TempDir Path folder;

  @Test
  void eachLineHasALabelOrAFailure() throws Exception {
    Path tickets = folder.resolve("tickets.txt");
    Files.write(tickets, List.of("My invoice is wrong!", "Hello", " "));
    LabelFile.main(new String[] {tickets.toUri().toString(), folder.toUri().toString()});
    assertThat(Written.in(folder.resolve("labels")))
        .containsExactly(
            "{\"input\":\"Hello\",\"attempt\":0,\"value\":{\"topic\":\"other\",\"urgency\":1}}",
            "{\"input\":\"My invoice is wrong!\",\"attempt\":0,"
                + "\"value\":{\"topic\":\"billing\",\"urgency\":3}}");
    assertThat(Written.in(folder.resolve("failures")))
        .singleElement()
        .asString()
        .startsWith("{\"input\":\" \",\"attempt\":0,\"exception\":")
        .contains("\"message\":\"The ticket is empty.\"");
  }
}
