/** Lets a model call tools until it has an answer. */
module dev.runnel.agents {
  requires dev.runnel.history;
  requires transitive dev.runnel.runtime;
  requires transitive org.jspecify;

  exports dev.runnel.agent;
}
