package dev.runnel.benchmarks.gateway;

import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.runnel.RunConfig;
import dev.runnel.langchain4j.CancellableHttpClient;
import dev.runnel.langchain4j.LangChain4jChatModel;
import dev.runnel.serve.ResponseSink;
import dev.runnel.server.HttpEngine;
import dev.runnel.server.RunnelServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The ways to write the gateway, all of which send the same events. */
enum GatewayWay {
  /** The server's own loop over the lines that the JDK's client reads. */
  BY_HAND {
    @Override
    Started start(String model, HttpEngine engine) throws IOException {
      HttpClient client = HttpClient.newBuilder().executor(RunConfig.defaultExecutor()).build();
      return listen(engine, out -> copy(client, model, out));
    }
  },

  /** A chain behind Runnel's server, as the documentation shows it. */
  RUNNEL {
    @Override
    Started start(String model, HttpEngine engine) {
      StreamingChatModel openAi =
          OpenAiStreamingChatModel.builder()
              .baseUrl(model)
              .apiKey("none")
              .modelName("fake")
              .httpClientBuilder(CancellableHttpClient.builder())
              .build();
      RunnelServer server =
          RunnelServer.serve(new AskRunnables(LangChain4jChatModel.of(openAi)).ask(), "/ask")
              .engine(engine)
              .start(0);
      return new Started(server.port(), server::close);
    }
  },

  /** LangChain4j with its own client. */
  LANGCHAIN4J {
    @Override
    Started start(String model, HttpEngine engine) throws IOException {
      StreamingChatModel openAi =
          OpenAiStreamingChatModel.builder()
              .baseUrl(model)
              .apiKey("none")
              .modelName("fake")
              .build();
      return listen(engine, out -> copy(openAi, out));
    }
  };

  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final String DATA = "data: ";
  private static final int MAX_STREAMS = 4_096;

  /** Starts the gateway. */
  abstract Started start(String model, HttpEngine engine) throws IOException;

  /** A gateway at work. */
  record Started(int port, Runnable stop) implements AutoCloseable {
    @Override
    public void close() {
      stop.run();
    }
  }

  /** Writes one answer. */
  private interface Answering {
    void write(ResponseSink out) throws IOException;
  }

  private static Started listen(HttpEngine engine, Answering answering) throws IOException {
    HttpEngine.Running running =
        engine.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            MAX_STREAMS,
            exchange -> {
              exchange.body().readAllBytes();
              ResponseSink out =
                  exchange.stream(Map.of("Content-Type", "text/event-stream; charset=utf-8"));
              answering.write(out);
              out.write("event: end\ndata: {}\n\n".getBytes(StandardCharsets.UTF_8));
              exchange.end();
            });
    return new Started(running.port(), running::stop);
  }

  private static void copy(HttpClient client, String model, ResponseSink out) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(model + "/chat/completions"))
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"model\":\"fake\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}"))
            .build();
    try (Stream<String> lines = client.send(request, HttpResponse.BodyHandlers.ofLines()).body()) {
      Iterator<String> all = lines.iterator();
      while (all.hasNext()) {
        String line = all.next();
        if (line.startsWith(DATA) && !line.endsWith("[DONE]")) {
          JsonNode content =
              MAPPER.readTree(line.substring(DATA.length())).at("/choices/0/delta/content");
          if (content.isString()) {
            write(content.stringValue(), out);
          }
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException(interrupted);
    }
  }

  private static void write(String text, ResponseSink out) throws IOException {
    String event = DATA + MAPPER.writeValueAsString(text) + "\n\n";
    out.write(event.getBytes(StandardCharsets.UTF_8));
  }

  private static void copy(StreamingChatModel model, ResponseSink out) throws IOException {
    CountDownLatch over = new CountDownLatch(1);
    model.chat(
        "hello",
        new StreamingChatResponseHandler() {
          @Override
          public void onPartialResponse(String text) {
            try {
              GatewayWay.write(text, out);
            } catch (IOException left) {
              over.countDown();
            }
          }

          @Override
          public void onCompleteResponse(ChatResponse response) {
            over.countDown();
          }

          @Override
          public void onError(Throwable failure) {
            over.countDown();
          }
        });
    try {
      over.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException(interrupted);
    }
  }
}
