/** Conversations, and journals of batches, in a database. */
module dev.runnel.jdbc {
  requires transitive dev.runnel.batch;
  requires transitive dev.runnel.history;
  requires transitive java.sql;
  requires transitive org.jspecify;

  exports dev.runnel.jdbc;
}
