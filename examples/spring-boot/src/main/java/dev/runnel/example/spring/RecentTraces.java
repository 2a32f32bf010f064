package dev.runnel.example.spring;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.concurrent.LinkedBlockingDeque;
import org.springframework.stereotype.Component;

/**
 * Keeps the last spans in memory, to be looked at while an application is written; in production
 * they are sent to a collector instead. Thread-safe.
 */
@Component
class RecentTraces implements SpanProcessor {
  private static final int LIMIT = 1_000;

  private final LinkedBlockingDeque<SpanData> spans = new LinkedBlockingDeque<>(LIMIT);

  /** Returns the spans that have ended, in the order of their ends. */
  List<SpanData> spans() {
    return List.copyOf(spans);
  }

  @Override
  public void onEnd(ReadableSpan span) {
    while (!spans.offer(span.toSpanData())) {
      spans.poll();
    }
  }

  @Override
  public boolean isEndRequired() {
    return true;
  }

  @Override
  public void onStart(Context parent, ReadWriteSpan span) {}

  @Override
  public boolean isStartRequired() {
    return false;
  }
}
