package dev.runnel.jdbc;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** A PostgreSQL server, where the system properties {@code runnel.postgresql.*} name one. */
@EnabledIfSystemProperty(named = "runnel.postgresql.url", matches = "jdbc:postgresql:.+")
class PostgresJournalTest extends JdbcJournalContract {
  @Override
  CountingDataSource open() {
    return PostgresHistoryTest.server();
  }

  @Override
  List<String> shared(Path folder) {
    return PostgresHistoryTest.place();
  }
}
