package dev.runnel.spring.web;

import dev.runnel.Call;
import dev.runnel.ChunkStream;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import dev.runnel.serve.ChainInput;
import dev.runnel.serve.Protocols;
import dev.runnel.serve.Resumable;
import dev.runnel.serve.StreamStore;
import dev.runnel.spring.ChainMount;
import dev.runnel.testkit.Gate;
import dev.runnel.testkit.Script;
import dev.runnel.testkit.ScriptedChatModel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ResponseEntity;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** An application whose controllers stream. */
@SpringBootApplication
public class WebApp {
  private static final ChainInput<ChatPrompt> CHAT = ChainInput.of(ChatPrompt.class);

  /** What a silent model waits for. */
  @Bean
  Gate gate() {
    return new Gate();
  }

  @Bean
  ScriptedChatModel model(Gate gate) {
    return ScriptedChatModel.builder()
        .whenAsked("silence", Script.empty().await(gate))
        .whenAsked(
            "late", Script.empty().await(gate).fail(new IllegalArgumentException("Too late.")))
        .whenAsked("pause", Script.of("Why").await(gate).text(" not?"))
        .whenAsked("nothing", Script.failing(new IllegalArgumentException("No topic.")))
        .whenAsked("half", Script.of("Why").fail(new IllegalStateException("secret")))
        .otherwise(Script.of("Why", " not\n", "\tany?"))
        .build();
  }

  @Bean
  ChainMount mounted(Riddles riddles) {
    return ChainMount.of("/mounted/riddle", riddles.riddle());
  }

  @Bean
  ChainMount chat(ChatModel model) {
    return ChainMount.of("/mounted/chat", model, CHAT, Protocols.AI_SDK);
  }

  @Bean
  ChainMount agent(ChatModel model) {
    return ChainMount.of("/mounted/agent", model, CHAT, Protocols.AG_UI);
  }

  @Bean
  ChainMount completions(ChatModel model) {
    return ChainMount.of("/mounted/completions", model, CHAT, Protocols.OPENAI);
  }

  @Bean
  ChainMount guarded(Riddles riddles) {
    return ChainMount.of("/guarded/riddle", riddles.riddle());
  }

  @Bean
  @ConditionalOnProperty("test.resumable")
  Resumable resumable() {
    return Resumable.of(StreamStore.inMemory(), Duration.ofMinutes(1));
  }

  /** Says in Spring MVC who may ask. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
  static class ServletSecurity {
    @Bean
    SecurityFilterChain security(HttpSecurity http) throws Exception {
      return http.authorizeHttpRequests(
              requests ->
                  requests.requestMatchers("/guarded/**").authenticated().anyRequest().permitAll())
          .httpBasic(Customizer.withDefaults())
          .csrf(csrf -> csrf.disable())
          .build();
    }
  }

  /** Says the same in WebFlux. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
  static class ReactiveSecurity {
    @Bean
    SecurityWebFilterChain security(ServerHttpSecurity http) {
      return http.authorizeExchange(
              requests ->
                  requests.pathMatchers("/guarded/**").authenticated().anyExchange().permitAll())
          .httpBasic(Customizer.withDefaults())
          .csrf(csrf -> csrf.disable())
          .build();
    }
  }

  /** What is sent as JSON. */
  record Line(int number, String text) {}

  /** Streams in each way that there is. */
  @RestController
  static class Streams {
    private final Riddles riddles;
    private final ChatModel model;

    Streams(Riddles riddles, ChatModel model) {
      this.riddles = riddles;
      this.model = model;
    }

    @GetMapping("/stream")
    ChunkStream<String> stream(@RequestParam String topic) {
      return riddles.riddle().stream(topic);
    }

    @GetMapping("/publisher")
    Flow.Publisher<String> publisher(@RequestParam String topic) {
      return riddles.riddle().publish(topic);
    }

    @GetMapping("/call")
    Call<String, String> call(@RequestParam String topic) {
      return riddles.riddle().call(topic);
    }

    @GetMapping("/guarded/stream")
    ChunkStream<String> guarded(@RequestParam String topic) {
      return riddles.riddle().stream(topic);
    }

    @GetMapping("/guarded/name")
    ChunkStream<String> name() {
      return ChunkStream.from(
          Stream.of(0).map(at -> SecurityContextHolder.getContext().getAuthentication().getName()));
    }

    @GetMapping("/lines")
    ChunkStream<Line> lines() {
      return ChunkStream.of(new Line(1, " a"), new Line(2, "b\n"));
    }

    @GetMapping(path = "/list", produces = "application/json")
    Flow.Publisher<Line> list() {
      return org.reactivestreams.FlowAdapters.toFlowPublisher(
          reactor.core.publisher.Flux.fromIterable(List.of(new Line(1, "a"))));
    }

    @GetMapping("/null")
    ChunkStream<String> none() {
      return null;
    }

    @ExceptionHandler(IllegalArgumentException.class)
    ResponseEntity<String> refused(IllegalArgumentException failure) {
      return ResponseEntity.status(422).body(failure.getMessage());
    }
  }
}
