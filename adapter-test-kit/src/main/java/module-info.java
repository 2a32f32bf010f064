/** Contracts for adapters of chat models, tested over HTTP. */
module dev.runnel.testkit.adapter {
  requires transitive dev.runnel.runtime;
  requires transitive org.jspecify;
  requires transitive org.junit.jupiter.api;
  requires transitive org.junit.jupiter.params;
  requires org.assertj.core;

  exports dev.runnel.testkit.adapter;

  // JUnit calls the contracts' tests, and makes the values of their parameters.
  opens dev.runnel.testkit.adapter;
}
