package dev.runnel.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.runnel.RunDefaults;
import dev.runnel.shared.Traces;
import dev.runnel.testkit.ScriptedChatModel;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is sent reaches a receiver; where none is there, or a handler throws, runs go on. */
@Timeout(60)
class BadExportersTest {
  private final ObservedChains chains =
      new ObservedChainsRunnables(ScriptedChatModel.of("Why", " not", "?"));

  @Test
  void spansAreSentOverOtlp() throws IOException, InterruptedException {
    BlockingQueue<ExportTraceServiceRequest> received = new LinkedBlockingQueue<>();
    HttpServer receiver =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/v1/traces",
        exchange -> {
          received.add(ExportTraceServiceRequest.parseFrom(exchange.getRequestBody()));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    receiver.start();
    String endpoint = "http://localhost:" + receiver.getAddress().getPort() + "/v1/traces";
    BatchSpanProcessor sending =
        BatchSpanProcessor.builder(OtlpHttpSpanExporter.builder().setEndpoint(endpoint).build())
            .build();
    try (Traces traces = new Traces(sending)) {
      RunDefaults.Installation installed = Observations.of(traces.registry()).install();
      chains.joke().invoke("parrots");
      installed.close();
      assertThat(sending.forceFlush().join(10, TimeUnit.SECONDS).isSuccess()).isTrue();
    } finally {
      receiver.stop(0);
    }
    ExportTraceServiceRequest request = received.take();
    assertThat(request.getResourceSpans(0).getScopeSpans(0).getSpansList())
        .extracting(span -> span.getName())
        .containsExactlyInAnyOrder("invoke_workflow joke", "ask", "chat model", "words");
  }

  /** Neither answers before the test has ended. */
  private enum Exporter {
    DOWN,
    STUCK;

    SpanExporter make(CountDownLatch end) {
      return this == DOWN
          ? OtlpHttpSpanExporter.builder().setEndpoint("http://localhost:1/v1/traces").build()
          : new StuckExporter(end);
    }
  }

  private record StuckExporter(CountDownLatch end) implements SpanExporter {
    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
      try {
        end.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aBadExporterHoldsNoRun(Exporter exporter) {
    CountDownLatch end = new CountDownLatch(1);
    BatchSpanProcessor sending =
        BatchSpanProcessor.builder(exporter.make(end))
            .setMaxQueueSize(4)
            .setMaxExportBatchSize(2)
            .build();
    try (Traces traces = new Traces(sending)) {
      RunDefaults.Installation installed = Observations.of(traces.registry()).install();
      for (int i = 0; i < 50; i++) {
        assertThat(chains.joke().invoke("parrots")).isEqualTo("WHY NOT?");
      }
      installed.close();
      end.countDown();
    }
  }

  /** Throws at one of the moments at which Micrometer calls it. */
  private enum Thrower {
    START,
    STOP,
    OPEN,
    CLOSE,
    ERROR;

    ObservationHandler<Observation.Context> make() {
      return new ObservationHandler<>() {
        private void at(Thrower moment) {
          if (moment == Thrower.this) {
            throw new IllegalStateException("thrown at " + moment);
          }
        }

        @Override
        public void onStart(Observation.Context context) {
          at(START);
        }

        @Override
        public void onStop(Observation.Context context) {
          at(STOP);
        }

        @Override
        public void onScopeOpened(Observation.Context context) {
          at(OPEN);
        }

        @Override
        public void onScopeClosed(Observation.Context context) {
          at(CLOSE);
        }

        @Override
        public void onError(Observation.Context context) {
          at(ERROR);
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
          return true;
        }
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void aHandlerThatThrowsFailsNoRun(Thrower thrower) {
    ObservationRegistry registry = ObservationRegistry.create();
    registry.observationConfig().observationHandler(thrower.make());
    RunDefaults.Installation installed =
        Observations.of(registry).withMeters(new SimpleMeterRegistry()).install();
    try {
      for (int i = 0; i < 3; i++) {
        assertThat(chains.joke().invoke("parrots")).isEqualTo("WHY NOT?");
        chains.parallel().stream("parrots").forEach(chunk -> {});
        assertThat(registry.getCurrentObservation()).isNull();
      }
    } finally {
      installed.close();
    }
  }
}
