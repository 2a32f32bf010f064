package dev.runnel.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.spring.TestApps;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.DefaultResourceLoader;

/** The application on a real port, of either kind, and a client of it. */
record RunningApp(ConfigurableApplicationContext context) implements AutoCloseable {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  static RunningApp start(WebApplicationType kind, String heartbeat, String... more) {
    Stream<String> usual =
        Stream.of(
            "--server.port=0",
            "--server.shutdown=graceful",
            "--runnel.serve.heartbeat=" + heartbeat,
            "--runnel.serve.max-body=1000B",
            "--spring.security.user.name=user",
            "--spring.security.user.password=secret",
            "--spring.main.banner-mode=off");
    return new RunningApp(
        new SpringApplicationBuilder(WebApp.class)
            .web(kind)
            .resourceLoader(new DefaultResourceLoader(serverOf(kind)))
            .run(Stream.concat(usual, Stream.of(more)).toArray(String[]::new)));
  }

  /** Leaves WebFlux only Netty to listen by: Spring Boot 3.5 would prefer Tomcat. */
  private static ClassLoader serverOf(WebApplicationType kind) {
    return kind == WebApplicationType.REACTIVE
        ? new FilteredClassLoader("org.apache.catalina")
        : RunningApp.class.getClassLoader();
  }

  <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + TestApps.port(context) + path));
  }

  HttpRequest.Builder asUser(String path) {
    byte[] credentials = "user:secret".getBytes(StandardCharsets.UTF_8);
    return request(path)
        .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials));
  }

  static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  static CompletableFuture<HttpResponse<String>> sendAsync(HttpRequest.Builder request) {
    return CLIENT.sendAsync(request.build(), BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path) throws Exception {
    return send(request(path));
  }

  HttpResponse<String> post(String path, String body) throws Exception {
    return send(request(path).POST(BodyPublishers.ofString(body)));
  }

  BufferedReader open(String path) throws Exception {
    return open(request(path));
  }

  static BufferedReader open(HttpRequest.Builder request) throws Exception {
    HttpResponse<InputStream> response = CLIENT.send(request.build(), BodyHandlers.ofInputStream());
    return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
  }

  /** Reads up to a line that starts so. */
  static String read(BufferedReader lines, String start) throws IOException {
    String line = lines.readLine();
    while (line != null && !line.startsWith(start)) {
      line = lines.readLine();
    }
    assertThat(line).as("a line that starts with '%s'", start).isNotNull();
    return line;
  }

  static List<String> data(String body) {
    return body.lines().filter(line -> line.startsWith("data: ")).toList();
  }

  @Override
  public void close() {
    context.close();
  }
}
