package dev.runnel.example.spring;

import dev.runnel.history.ChatHistory;
import dev.runnel.history.ChatMemory;
import dev.runnel.history.Trimming;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Remembers a conversation for each session, as long as the session lasts. */
@Configuration(proxyBeanMethods = false)
class Conversations {
  /** For a database there is JdbcChatHistory, in runnel-jdbc. */
  @Bean
  ChatHistory history() {
    return ChatHistory.inMemory();
  }

  @Bean
  ChatMemory memory(ChatHistory history) {
    return ChatMemory.of(history).withTrimming(Trimming.ofTurns(20));
  }

  @Bean
  HttpSessionListener forgetting(ChatHistory history) {
    return new HttpSessionListener() {
      @Override
      public void sessionDestroyed(HttpSessionEvent event) {
        history.clear(event.getSession().getId());
      }
    };
  }
}
