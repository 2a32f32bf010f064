package dev.runnel.server;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts what a server does, and writes it in Prometheus' text format.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">Exposition
 *     formats</a>
 */
final class ServerMetrics {
  private static final int CLASSES = 6;

  private final AtomicLongArray answers = new AtomicLongArray(CLASSES);

  void answered(int status) {
    answers.incrementAndGet(Math.min(status / 100, CLASSES - 1));
  }

  String text(int openRuns) {
    StringBuilder text = new StringBuilder();
    text.append("# HELP runnel_server_open_runs Runs that are open.\n");
    text.append("# TYPE runnel_server_open_runs gauge\n");
    text.append("runnel_server_open_runs ").append(openRuns).append('\n');
    text.append("# HELP runnel_server_answers_total Answers by the class of their status.\n");
    text.append("# TYPE runnel_server_answers_total counter\n");
    for (int status = 2; status < CLASSES; status++) {
      text.append("runnel_server_answers_total{status=\"")
          .append(status)
          .append("xx\"} ")
          .append(answers.get(status))
          .append('\n');
    }
    return text.toString();
  }
}
