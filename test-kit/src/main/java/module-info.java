/** Scripted models and retrievers, and assertions, for the tests of chains. */
module dev.runnel.testkit {
  requires transitive dev.runnel.runtime;

  exports dev.runnel.testkit;
}
