package dev.runnel.jdbc;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** A PostgreSQL server, where the system properties {@code runnel.postgresql.*} name one. */
@EnabledIfSystemProperty(named = "runnel.postgresql.url", matches = "jdbc:postgresql:.+")
class PostgresHistoryTest extends JdbcHistoryContract {
  @Override
  CountingDataSource open() {
    return server();
  }

  static CountingDataSource server() {
    List<String> place = place();
    return new CountingDataSource(place.get(0), place.get(1), place.get(2));
  }

  @Override
  List<String> shared(Path folder) {
    return place();
  }

  static List<String> place() {
    return List.of(
        System.getProperty("runnel.postgresql.url"),
        System.getProperty("runnel.postgresql.user", "postgres"),
        System.getProperty("runnel.postgresql.password", ""));
  }
}
