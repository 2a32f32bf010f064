package dev.runnel.parser;

import dev.runnel.parser.internal.ParserOptions;
import tools.jackson.databind.json.JsonMapper;

/** Is what a view was asked for. */
record JsonSettings(ParserOptions options, JsonMapper mapper) {
  static final JsonSettings DEFAULTS =
      new JsonSettings(ParserOptions.DEFAULTS, JsonMapper.shared());

  JsonSettings with(ParserOptions other) {
    return new JsonSettings(other, mapper);
  }
}
