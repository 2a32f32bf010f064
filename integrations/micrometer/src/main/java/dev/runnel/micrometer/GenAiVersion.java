package dev.runnel.micrometer;

/**
 * A version of OpenTelemetry's semantic conventions for generative AI, whose names spans and
 * metrics get. These conventions are not stable yet; whoever has dashboards stays at one version,
 * whatever version of Runnel comes.
 */
public enum GenAiVersion {
  /** Version 1.41.1. */
  V1_41_1
}
