/** Runs a chain on another server as a runnel here. */
module dev.runnel.remote {
  requires transitive dev.runnel.runtime;
  requires transitive java.net.http;
  requires transitive org.jspecify;

  exports dev.runnel.remote;
}
