package dev.runnel.jdbc;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/** Embedded H2: in memory, and in a file that is written with each transaction. */
class H2JournalTest extends JdbcJournalContract {
  @Override
  CountingDataSource open() {
    return new CountingDataSource(
        "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=30000", "sa", "");
  }

  @Override
  List<String> shared(Path folder) {
    return List.of("jdbc:h2:file:" + folder.resolve("batch") + ";WRITE_DELAY=0", "sa", "");
  }
}
