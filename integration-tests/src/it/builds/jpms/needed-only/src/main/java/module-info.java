/** Needs the runtime, and nothing else. */
module com.example {
  requires dev.runnel.runtime;
}
