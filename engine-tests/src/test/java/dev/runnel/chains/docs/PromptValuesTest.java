package dev.runnel.chains.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.runnel.chains.docs.Values.City;
import dev.runnel.chains.docs.Values.Customer;
import dev.runnel.chains.docs.Values.Order;
import dev.runnel.model.ChatMessage;
import dev.runnel.model.ChatPromptTemplate;
import dev.runnel.model.Document;
import dev.runnel.testkit.ScriptedChatModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** How values read in a prompt: as the table of the page says, generated or made at run time. */
class PromptValuesTest {
  private static final String ERROR = "an error that names the placeholder";

  private final Values chains = new ValuesRunnables(ScriptedChatModel.of("Yes."));

  /** A row of the table. */
  record Row(String source, @Nullable Object value, String reads) {
    boolean isError() {
      return reads.equals(ERROR);
    }

    String line() {
      String cell = isError() || reads.isEmpty() ? reads : "`" + reads.replace("\n", "\\n") + "`";
      return "| `" + source + "` | " + (cell.isEmpty() ? "nothing" : cell) + " |";
    }

    @Override
    public String toString() {
      return source;
    }
  }

  static List<Row> rows() {
    return List.of(
        new Row("\"parrots\"", "parrots", "parrots"),
        new Row("42", 42, "42"),
        new Row("Subject.BILL", Desk.Subject.BILL, "BILL"),
        new Row("LocalDate.of(2026, 3, 1)", LocalDate.of(2026, 3, 1), "2026-03-01"),
        new Row("Duration.ofMinutes(5)", Duration.ofMinutes(5), "PT5M"),
        new Row("\"ab\".toCharArray()", "ab".toCharArray(), "ab"),
        new Row("List.of(\"a\", \"b\")", List.of("a", "b"), "[a, b]"),
        new Row("new String[] {\"a\", \"b\"}", new String[] {"a", "b"}, "[a, b]"),
        new Row("new int[] {1, 2}", new int[] {1, 2}, "[1, 2]"),
        new Row("new int[][] {{1, 2}, {3}}", new int[][] {{1, 2}, {3}}, "[[1, 2], [3]]"),
        new Row(
            "Map.of(\"ids\", new int[] {1, 2})", Map.of("ids", new int[] {1, 2}), "{ids=[1, 2]}"),
        new Row("Optional.of(4)", Optional.of(4), "4"),
        new Row(
            "List.of(Optional.of(1), OptionalInt.of(2))",
            List.of(Optional.of(1), OptionalInt.of(2)),
            "[1, 2]"),
        new Row("new City(\"Rome\", 3)", new City("Rome", 3), "City[name=Rome, people=3]"),
        new Row(
            "JsonMapper.shared().readTree(\"{\\\"a\\\":1}\")",
            JsonMapper.shared().readTree("{\"a\":1}"),
            "{\"a\":1}"),
        new Row("ChatMessage.user(\"Hello\")", ChatMessage.user("Hello"), "Hello"),
        new Row(
            "Document.of(\"parrots fly\", Map.of(\"page\", 1))",
            Document.of("parrots fly", Map.of("page", 1)),
            "parrots fly"),
        new Row(
            "List.of(Document.of(\"a\"), Document.of(\"b\"))",
            List.of(Document.of("a"), Document.of("b")),
            "a\n\nb"),
        new Row("List.of(Document.of(\"a\"), \"b\")", List.of(Document.of("a"), "b"), "[a, b]"),
        new Row("List.of()", List.of(), ""),
        new Row("new int[0]", new int[0], ""),
        new Row("Optional.empty()", Optional.empty(), ""),
        new Row("Stream.of(\"a\")", Stream.of("a"), ERROR),
        new Row("null", null, ERROR));
  }

  private static String atRunTime(@Nullable Object value) {
    return ChatPromptTemplate.of("{value}").invoke(Collections.singletonMap("value", value)).text();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aValueReadsTheSameInBothKindsOfPrompts(Row row) {
    if (row.isError()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> chains.ask(row.value()))
          .withMessageContaining("{value}");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> atRunTime(row.value()))
          .withMessageContaining("{value}");
    } else {
      assertThat(chains.ask(row.value()).text()).isEqualTo(row.reads());
      assertThat(atRunTime(row.value())).isEqualTo(row.reads());
    }
  }

  @Test
  void thePageShowsThisTable() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "chains.md"));
    String table = page.substring(page.indexOf("| value | reads |\n|---|---|\n"));
    assertThat(table.substring(0, table.indexOf("\n\n")).lines().skip(2))
        .containsExactlyElementsOf(rows().stream().map(Row::line).toList());
  }

  @Test
  void primitivesReadAsTheirValues() {
    assertThat(
            chains
                .askOfPrimitives(List.of(new int[] {1}), new boolean[] {true, false}, 'x', 3L)
                .text())
        .isEqualTo("[[1]] [true, false] x 3");
  }

  @Test
  void aPartOfAValueReadsAsThatPart() {
    assertThat(chains.greet(new Order(new Customer("Ann"), new int[] {1, 2})).text())
        .isEqualTo("[1, 2]\nAnn");
  }

  @Test
  void whatIsNullOnTheWayIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> chains.greet(new Order(null, new int[0])))
        .withMessageContaining("{order.customer}");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> chains.greet(new Order(new Customer(null), new int[0])))
        .withMessageContaining("{order.customer.name}");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> chains.greet(new Order(new Customer("Ann"), null)))
        .withMessageContaining("{order.ids}");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                ChatPromptTemplate.of("{a.b}")
                    .invoke(Map.of("a", Collections.singletonMap("b", null))))
        .withMessageContaining("{a.b}");
  }

  @Test
  void aNullInsideOfAListOrMapIsSaidToBeNull() {
    List<@Nullable Object> list = Arrays.asList(new int[] {1}, null);
    assertThat(atRunTime(list)).isEqualTo("[[1], null]");
    assertThat(atRunTime(Collections.singletonMap("k", null))).isEqualTo("{k=null}");
  }
}
