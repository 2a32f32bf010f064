package com.example;

import dev.runnel.json.JsonPatch;
import dev.runnel.json.JsonReadOptions;
import dev.runnel.json.JsonReader;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/** JSON is read in a named module that does not see the runtime. */
public class Check {
  private Check() {}

  /** Throws where something is not as it should be. */
  public static void main(String[] args) {
    List<JsonPatch> patches = new ArrayList<>();
    JsonReader<JsonPatch> reader = JsonReader.patches(JsonReadOptions.DEFAULT);
    reader.feed("{\"name\": \"Fi", patches::add);
    reader.feed("ji\"}", patches::add);
    reader.complete(patches::add);
    JsonNode document = NullNode.getInstance();
    for (JsonPatch patch : patches) {
      document = patch.applyTo(document);
    }
    if (patches.size() != 2 || !document.toString().equals("{\"name\":\"Fiji\"}")) {
      throw new AssertionError(patches);
    }
    if (ModuleLayer.boot().findModule("dev.runnel.runtime").isPresent()) {
      throw new AssertionError("The runtime was resolved.");
    }
  }
}
