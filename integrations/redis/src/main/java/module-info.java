/** Streams of runs in Redis. */
module dev.runnel.redis {
  requires transitive dev.runnel.serve;
  requires transitive lettuce.core;
  requires transitive org.jspecify;

  exports dev.runnel.redis;
}
