/** Models that keep to requests and tokens per minute. */
module dev.runnel.ratelimit {
  requires transitive dev.runnel.runtime;
  requires transitive org.jspecify;

  exports dev.runnel.ratelimit;
}
