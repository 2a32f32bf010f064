/** Sees the standard annotation for generated classes as well. */
module com.example {
  requires dev.runnel.runtime;
  requires static java.compiler;
}
