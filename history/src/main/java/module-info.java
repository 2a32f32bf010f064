/** Conversations that are stored, trimmed and given to the model with each question. */
module dev.runnel.history {
  requires transitive dev.runnel.runtime;
  requires transitive org.jspecify;
  requires tools.jackson.databind;

  exports dev.runnel.history;
}
