/** Conversations in a database. */
module dev.runnel.jdbc {
  requires transitive dev.runnel.history;
  requires transitive java.sql;
  requires transitive org.jspecify;

  exports dev.runnel.jdbc;
}
