package dev.runnel.events;

import dev.runnel.Emitter;
import dev.runnel.Transformer;
import dev.runnel.TransformerRunnel;
import dev.runnel.Whole;
import dev.runnel.annotations.RunType;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.parser.JsonOutputParser;
import tools.jackson.databind.JsonNode;

/** Makes parsers that read a model's chunks themselves, as runtime composition needs them. */
final class Parsers {
  private Parsers() {}

  static TransformerRunnel<AiMessageChunk, String, String> text() {
    return new Parser<>("StrOutputParser", Whole.text()) {
      @Override
      public Transformer<AiMessageChunk, String> newTransformer() {
        return (chunk, out) -> out.emit(chunk.text());
      }
    };
  }

  static TransformerRunnel<AiMessageChunk, JsonNode, JsonNode> json(String name) {
    return new Parser<>(name, JsonOutputParser.snapshots().whole()) {
      @Override
      public Transformer<AiMessageChunk, JsonNode> newTransformer() {
        Transformer<String, JsonNode> parser =
            JsonOutputParser.snapshots().withUnfencedDocuments().newTransformer();
        return new Transformer<>() {
          @Override
          public void onChunk(AiMessageChunk chunk, Emitter<JsonNode> out) throws Exception {
            parser.onChunk(chunk.text(), out);
          }

          @Override
          public void onComplete(Emitter<JsonNode> out) throws Exception {
            parser.onComplete(out);
          }
        };
      }
    };
  }

  private abstract static class Parser<C, O> implements TransformerRunnel<AiMessageChunk, C, O> {
    private final String name;
    private final Whole<C, O> whole;

    Parser(String name, Whole<C, O> whole) {
      this.name = name;
      this.whole = whole;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public RunType type() {
      return RunType.PARSER;
    }

    @Override
    public Whole<C, O> whole() {
      return whole;
    }
  }
}
