package dev.runnel.json.user;

import static dev.runnel.json.JsonReadOptions.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.json.JsonReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A program of somebody who has this module and nothing else of the project. */
class NewcomerTest {
  record Country(String name, long population) {}

  static void main(PrintStream out, Iterable<String> pieces) {
    var readers =
        List.of(
            JsonReader.snapshots(DEFAULT),
            JsonReader.patches(DEFAULT),
            JsonReader.elements("", Country.class, DEFAULT),
            JsonReader.partials(Country[].class, DEFAULT));
    for (String piece : pieces) {
      out.println("> " + piece);
      readers.forEach(reader -> reader.feed(piece, out::println));
    }
    readers.forEach(reader -> reader.complete(out::println));
  }

  @Test
  void fifteenLinesShowEachViewAsTheTextGrows() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    main(
        new PrintStream(bytes, true, StandardCharsets.UTF_8),
        List.of("[{\"name\":\"Sp", "ain\",\"population\":4", "6}]"));

    assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "> [{\"name\":\"Sp",
            "[{\"name\":\"Sp\"}]",
            "[{\"op\":\"replace\",\"path\":\"\",\"value\":[{\"name\":\"Sp\"}]}]",
            "growing: [{\"name\":\"Sp\"}]",
            "> ain\",\"population\":4",
            "[{\"name\":\"Spain\",\"population\":4}]",
            "[{\"op\":\"replace\",\"path\":\"/0/name\",\"value\":\"Spain\"},"
                + "{\"op\":\"add\",\"path\":\"/0/population\",\"value\":4}]",
            "growing: [{\"name\":\"Spain\",\"population\":4}]",
            "> 6}]",
            "[{\"name\":\"Spain\",\"population\":46}]",
            "[{\"op\":\"replace\",\"path\":\"/0/population\",\"value\":46}]",
            "IndexedElement[index=0, value=Country[name=Spain, population=46]]",
            "complete: [{\"name\":\"Spain\",\"population\":46}]");
  }
}
