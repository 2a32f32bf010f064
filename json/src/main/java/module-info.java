/** Reads JSON while it is being written: snapshots, patches, elements and typed partials. */
module dev.runnel.json {
  requires transitive org.jspecify;
  requires transitive tools.jackson.databind;

  exports dev.runnel.json;
}
