/** A page on which chains are tried and watched. */
module dev.runnel.playground {
  requires dev.runnel.serve;
  requires transitive org.jspecify;
  requires tools.jackson.databind;

  provides dev.runnel.serve.ServedPages with
      dev.runnel.playground.Playground;
}
