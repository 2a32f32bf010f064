/** What chains are made of and run on: streams, models, parsers, events. */
module dev.runnel.runtime {
  requires transitive dev.runnel.annotations;
  requires transitive dev.runnel.json;
  requires transitive dev.runnel.schema;
  requires transitive org.jspecify;
  requires transitive tools.jackson.databind;

  exports dev.runnel;
  exports dev.runnel.compose;
  exports dev.runnel.engine;
  exports dev.runnel.event;
  exports dev.runnel.model;
  exports dev.runnel.parser;
  exports dev.runnel.tool;
}
