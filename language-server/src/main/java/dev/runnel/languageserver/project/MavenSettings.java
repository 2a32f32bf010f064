package dev.runnel.languageserver.project;

import org.jspecify.annotations.Nullable;

/**
 * How to run Maven.
 *
 * @param enabled whether to run it at all; left out, yes
 * @param executable the command; left out, the project's {@code mvnw}, else {@code mvn}
 * @param offline whether it may not ask repositories; left out, it may
 */
public record MavenSettings(
    @Nullable Boolean enabled, @Nullable String executable, @Nullable Boolean offline) {
  /** Runs Maven as most do. */
  public static final MavenSettings DEFAULT = new MavenSettings(null, null, null);

  boolean isEnabled() {
    return !Boolean.FALSE.equals(enabled);
  }

  boolean isOffline() {
    return Boolean.TRUE.equals(offline);
  }
}
