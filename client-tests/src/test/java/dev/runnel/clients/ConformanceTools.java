package dev.runnel.clients;

import dev.runnel.ChunkStream;
import dev.runnel.Whole;
import dev.runnel.annotations.ToolFailure;
import dev.runnel.mcp.McpToolServer;
import dev.runnel.model.Media;
import dev.runnel.model.TextPart;
import dev.runnel.model.ToolSpec;
import dev.runnel.tool.Tool;
import dev.runnel.tool.ToolReader;
import dev.runnel.tool.ToolRules;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The tools that MCP's conformance suite calls, by the names and with the results it expects. */
final class ConformanceTools {
  private static final byte[] BYTES = {1, 2, 3};
  private static final Media IMAGE = Media.image(BYTES, "image/png");
  private static final Media FILE =
      Media.of(Media.Kind.FILE, BYTES, "application/pdf").withName("a.pdf");

  private ConformanceTools() {}

  static McpToolServer server() {
    ToolSpec progress = spec("test_tool_with_progress");
    return McpToolServer.named("conformance")
        .tool(
            Tool.of(spec("test_simple_text"), in -> "This is a simple text response for testing."))
        .tool(Tool.of(spec("test_image_content"), in -> IMAGE))
        .tool(
            Tool.of(
                spec("test_audio_content"), in -> Media.of(Media.Kind.AUDIO, BYTES, "audio/wav")))
        .tool(Tool.of(spec("test_embedded_resource"), in -> FILE))
        .tool(
            Tool.of(
                spec("test_multiple_content_types"),
                in -> List.of(new TextPart("Several:"), IMAGE, FILE)))
        .tool(
            Tool.of(spec("test_error_handling"), ConformanceTools::fail)
                .withRules(ToolRules.DEFAULT.withOnFailure(ToolFailure.MESSAGE)))
        .tool(
            Tool.ofStream(
                progress,
                ToolReader.of(progress, JsonNode.class),
                Whole.text(),
                in -> ChunkStream.of("a", "b", "c")))
        .tool(Tool.of(jsonSchema(), in -> "ok"))
        .build();
  }

  private static ToolSpec spec(String name) {
    return ToolSpec.of(name, "Is called by the suite.", "{\"type\":\"object\",\"properties\":{}}");
  }

  private static String fail(JsonNode in) {
    throw new IllegalStateException("This tool intentionally returns an error for testing");
  }

  private static ToolSpec jsonSchema() {
    return ToolSpec.of(
        "json_schema_2020_12_tool",
        "Has what JSON Schema 2020-12 has.",
        """
        {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object",
         "$defs": {"address": {"type": "object", "properties": {
           "street": {"type": "string"}, "city": {"type": "string"}}}},
         "properties": {"name": {"type": "string"}, "address": {"$ref": "#/$defs/address"}},
         "additionalProperties": false}
        """);
  }
}
