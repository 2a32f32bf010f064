package dev.runnel.example.spring;

import dev.runnel.ChunkStream;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import java.util.Arrays;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** A model that needs no key: it repeats the question. The profile "live" leaves it out. */
@Configuration(proxyBeanMethods = false)
@Profile("!live")
class ScriptedModel {
  @Bean
  ChatModel model() {
    return (prompt, run) -> ChunkStream.from(words("You said: " + question(prompt)));
  }

  private static String question(ChatPrompt prompt) {
    return prompt.messages().get(prompt.messages().size() - 1).text();
  }

  private static Stream<AiMessageChunk> words(String text) {
    return Arrays.stream(text.split("(?= )")).map(AiMessageChunk::ofText);
  }
}
