/** Turns a chain and a request into a response that streams. */
module dev.runnel.serve {
  requires static dev.runnel.agents;
  requires transitive dev.runnel.runtime;
  requires transitive dev.runnel.schema;
  requires transitive org.jspecify;
  requires transitive tools.jackson.databind;

  exports dev.runnel.serve;
}
