/** Observes all runs with Micrometer: spans, metrics, and the context of log lines. */
@NullMarked
package dev.runnel.micrometer;

import org.jspecify.annotations.NullMarked;
