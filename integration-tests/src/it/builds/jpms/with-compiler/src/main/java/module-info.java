/** Sees the standard annotation for generated classes as well, and lets them be looked up. */
module com.example {
  requires dev.runnel.runtime;
  requires static java.compiler;

  opens com.example to
      dev.runnel.runtime;
}
