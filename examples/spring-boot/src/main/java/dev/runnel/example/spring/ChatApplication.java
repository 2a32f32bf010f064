package dev.runnel.example.spring;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** A chat that streams to a page: start it, and open http://localhost:8080/. */
@SpringBootApplication
public class ChatApplication {
  /**
   * Starts the application.
   *
   * @param arguments properties of Spring Boot, such as {@code --server.port=8081}
   */
  public static void main(String[] arguments) {
    SpringApplication.run(ChatApplication.class, arguments);
  }
}
