/** JSON schemas as values: narrowed to what a provider takes, and read with all checks. */
module dev.runnel.schema {
  requires transitive org.jspecify;
  requires transitive tools.jackson.databind;

  exports dev.runnel.schema;
}
