/** Batches with a journal, which go on where a killed process was. */
module dev.runnel.batch {
  requires transitive dev.runnel.runtime;
  requires transitive org.jspecify;
  requires transitive tools.jackson.databind;

  exports dev.runnel.batch;
}
