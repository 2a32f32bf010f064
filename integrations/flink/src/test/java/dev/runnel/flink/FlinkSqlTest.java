package dev.runnel.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Chains as functions of SQL. */
class FlinkSqlTest {
  private final StreamExecutionEnvironment environment =
      LocalCluster.environment(1, new Configuration());
  private final StreamTableEnvironment tables = StreamTableEnvironment.create(environment);

  /** As {@code CREATE FUNCTION} names it. */
  public static class LabelFunction
      extends ChainFunction<TicketDesk, String, Tickets.Label, Tickets.Label> {
    private static final long serialVersionUID = 1L;

    public LabelFunction() {
      super(FlinkChain.of(() -> new TicketDesk(1), TicketDesk::labelled));
    }
  }

  @BeforeEach
  void tickets() {
    Desk.reset();
    tables.createTemporaryView(
        "tickets", tables.fromDataStream(environment.fromData("ab", "once c")).as("ticket"));
    tables.getConfig().set("table.exec.async-scalar.retry-strategy", "NO_RETRY");
  }

  @AfterEach
  void allIsClosed() {
    assertThat(SharedChains.count()).isZero();
    assertThat(Desk.CLOSED).hasValue(Desk.MADE.get());
    assertThat(Desk.OPEN).hasValue(0);
  }

  private List<String> rows(String query) throws Exception {
    List<String> rows = new ArrayList<>();
    try (CloseableIterator<Row> all = tables.executeSql(query).collect()) {
      all.forEachRemaining(row -> rows.add(row.toString()));
    }
    return rows;
  }

  @Test
  void aChainAnswersEachRow() throws Exception {
    tables.createTemporarySystemFunction(
        "label", FlinkChain.of(() -> new TicketDesk(1), TicketDesk::labelled).asFunction());
    assertThat(rows("SELECT ticket, label(ticket).text, label(ticket).length FROM tickets"))
        .containsExactlyInAnyOrder("+I[ab, answer to ab, 2]", "+I[once c, answer to once c, 6]");
  }

  @Test
  void aChainMakesARowOfEachChunk() throws Exception {
    tables.createTemporarySystemFunction(
        "spell", FlinkChain.of(() -> new TicketDesk(1), TicketDesk::spelled).asTableFunction());
    assertThat(
            rows(
                "SELECT ticket, letter FROM tickets, LATERAL TABLE(spell(ticket)) AS T(letter)"
                    + " WHERE ticket = 'ab'"))
        .containsExactlyInAnyOrder("+I[ab, A]", "+I[ab, B]");
  }

  @Test
  void aFunctionIsCreatedByItsName() throws Exception {
    tables.executeSql("CREATE FUNCTION label AS '" + LabelFunction.class.getName() + "'");
    assertThat(rows("SELECT label(ticket).length FROM tickets"))
        .containsExactlyInAnyOrder("+I[2]", "+I[6]");
  }

  @Test
  void aNullHasANullAnswer() throws Exception {
    tables.createTemporarySystemFunction(
        "spell", FlinkChain.of(() -> new TicketDesk(1), TicketDesk::spelled).asFunction());
    assertThat(rows("SELECT spell(NULLIF(ticket, 'ab')) FROM tickets"))
        .containsExactlyInAnyOrder("+I[null]", "+I[ONCE C]");
  }

  @Test
  void aCaseAsksForAllRows() throws Exception {
    tables.createTemporarySystemFunction(
        "label", FlinkChain.of(() -> new TicketDesk(1), TicketDesk::labelled).asFunction());
    assertThat(
            rows("SELECT CASE WHEN ticket = 'ab' THEN label(ticket).text ELSE '' END FROM tickets"))
        .containsExactlyInAnyOrder("+I[answer to ab]", "+I[]");
    assertThat(Desk.TIMES).containsOnlyKeys("ab", "once c");
  }

  @ParameterizedTest
  @CsvSource({"NO_RETRY, 2", "FIXED_DELAY, 8"})
  void retriesOfFlinkMultiplyThoseOfTheChain(String strategy, int times) {
    tables.getConfig().set("table.exec.async-scalar.retry-strategy", strategy);
    tables.createTemporaryView(
        "bad",
        tables
            .fromDataStream( // Flink tries nothing again once its input has ended
                environment
                    .fromSequence(0, Long.MAX_VALUE - 1)
                    .map(number -> number == 0 ? "poison" : "never " + number))
            .as("ticket"));
    tables.createTemporarySystemFunction(
        "label", FlinkChain.of(() -> new TicketDesk(1), TicketDesk::labelled).asFunction());
    assertThatThrownBy(() -> rows("SELECT label(ticket).text FROM bad"))
        .hasStackTraceContaining("This ticket is poisoned.");
    assertThat(Desk.TIMES).containsEntry("poison", times);
  }

  @Test
  void aFailedQueryLeavesNothingOpen() {
    tables.createTemporaryView(
        "mixed",
        tables.fromDataStream(environment.fromData("never 1", "never 2", "poison")).as("ticket"));
    tables.createTemporarySystemFunction(
        "label", FlinkChain.of(() -> new TicketDesk(1), TicketDesk::labelled).asFunction());
    assertThatThrownBy(() -> rows("SELECT label(ticket).text FROM mixed"))
        .hasStackTraceContaining("This ticket is poisoned.");
  }

  @Test
  void aTypeThatSqlDoesNotKnowIsNamed() {
    tables.createTemporarySystemFunction(
        "report", FlinkChain.of(() -> new TicketDesk(1), TicketDesk::reported).asFunction());
    assertThatThrownBy(() -> rows("SELECT report(ticket) FROM tickets"))
        .hasStackTraceContaining("The chain reported cannot be a function of SQL")
        .hasStackTraceContaining("Tickets$Report");
  }
}
