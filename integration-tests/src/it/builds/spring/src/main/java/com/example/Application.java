package com.example;

import dev.runnel.ChunkStream;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ChatModel;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** Names no chain class: they are found by scanning. */
@Configuration
@ComponentScan
class Application {
  @Bean
  String language() {
    return "French";
  }

  @Bean
  String otherLanguage() {
    return "Dutch";
  }

  @Bean
  @Primary
  ChatModel model() {
    return (prompt, run) ->
        ChunkStream.of(AiMessageChunk.ofText("Why"), AiMessageChunk.ofText(" not?"));
  }

  @Bean
  ChatModel funny() {
    return (prompt, run) ->
        ChunkStream.of(AiMessageChunk.ofText("Knock"), AiMessageChunk.ofText(" knock!"));
  }
}
