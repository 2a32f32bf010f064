package dev.runnel.benchmarks.gateway;

import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.runnel.RunConfig;
import dev.runnel.langchain4j.CancellableHttpClient;
import dev.runnel.langchain4j.LangChain4jChatModel;
import dev.runnel.model.ChatModel;
import dev.runnel.serve.ResponseSink;
import dev.runnel.serve.ServeOptions;
import dev.runnel.server.HttpEngine;
import dev.runnel.server.RunnelServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/** The ways to write the gateway, all of which send the same events. */
enum GatewayWay {
  /** The server's own loop over the lines that the JDK's client reads. */
  BY_HAND {
    @Override
    Started start(String model, HttpEngine engine, ServeOptions limits) throws IOException {
      HttpClient client = HttpClient.newBuilder().executor(RunConfig.defaultExecutor()).build();
      return listen(engine, out -> copy(client, model, out));
    }
  },

  /** A chain behind Runnel's server, as the documentation shows it. */
  RUNNEL {
    @Override
    Started start(String model, HttpEngine engine, ServeOptions limits) {
      StreamingChatModel openAi =
          OpenAiStreamingChatModel.builder()
              .baseUrl(model)
              .apiKey("none")
              .modelName("fake")
              .httpClientBuilder(CancellableHttpClient.builder())
              .build();
      return serve(LangChain4jChatModel.of(openAi), engine, limits);
    }
  },

  /** The same, over a model that reads the lines as the loop by hand does: what Runnel adds. */
  RUNNEL_MODEL_BY_HAND {
    @Override
    Started start(String model, HttpEngine engine, ServeOptions limits) {
      HttpClient client = HttpClient.newBuilder().executor(RunConfig.defaultExecutor()).build();
      return serve(new LinesModel(client, model), engine, limits);
    }
  },

  /** LangChain4j with its own client. */
  LANGCHAIN4J {
    @Override
    Started start(String model, HttpEngine engine, ServeOptions limits) throws IOException {
      StreamingChatModel openAi =
          OpenAiStreamingChatModel.builder()
              .baseUrl(model)
              .apiKey("none")
              .modelName("fake")
              .build();
      return listen(engine, out -> copy(openAi, out));
    }
  },

  /** Vert.x alone. */
  VERTX {
    @Override
    Started start(String model, HttpEngine engine, ServeOptions limits) {
      return VertxGateway.start(model, MAX_STREAMS);
    }
  },

  /** Netty alone. */
  NETTY {
    @Override
    Started start(String model, HttpEngine engine, ServeOptions limits) {
      return NettyGateway.start(model);
    }
  };

  private static final int MAX_STREAMS = 4_096;

  /**
   * Starts the gateway.
   *
   * @param limits those of Runnel's server; by hand there are none
   */
  abstract Started start(String model, HttpEngine engine, ServeOptions limits) throws IOException;

  /** Writes one answer. */
  private interface Answering {
    void write(ResponseSink out) throws IOException;
  }

  private static Started serve(ChatModel model, HttpEngine engine, ServeOptions limits) {
    RunnelServer server =
        RunnelServer.serve(new AskRunnables(model).ask(), "/ask")
            .engine(engine)
            .options(limits)
            .start(0);
    return new Started(server.port(), server::close);
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
              out.write(ModelText.end());
              exchange.end();
            });
    return new Started(running.port(), running::stop);
  }

  private static void copy(HttpClient client, String model, ResponseSink out) throws IOException {
    try (Stream<String> lines =
        client.send(ModelText.request(model), HttpResponse.BodyHandlers.ofLines()).body()) {
      for (Iterator<String> all = lines.iterator(); all.hasNext(); ) {
        String text = ModelText.of(all.next());
        if (text != null) {
          out.write(ModelText.event(text));
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException(interrupted);
    }
  }

  private static void copy(StreamingChatModel model, ResponseSink out) throws IOException {
    CountDownLatch over = new CountDownLatch(1);
    model.chat(
        "hello",
        new StreamingChatResponseHandler() {
          @Override
          public void onPartialResponse(String text) {
            try {
              out.write(ModelText.event(text));
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
