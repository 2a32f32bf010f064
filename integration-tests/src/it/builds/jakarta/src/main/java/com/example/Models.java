package com.example;

import dev.runnel.ChunkStream;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ChatModel;
import jakarta.enterprise.inject.Produces;

/** Gives the container a model. */
class Models {
  @Produces
  ChatModel model() {
    return (prompt, run) ->
        ChunkStream.of(AiMessageChunk.ofText("Why"), AiMessageChunk.ofText(" not?"));
  }
}
