package dev.runnel.spring;

import java.util.Objects;
import org.springframework.context.ConfigurableApplicationContext;

/** What differs between the lines of Spring Boot, for applications that listen. */
public final class TestApps {
  /** An argument for an application that lets everybody in. */
  public static final String WITHOUT_SECURITY =
      "--spring.autoconfigure.exclude="
          + "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration,"
          + "org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration";

  private TestApps() {}

  /** Returns the port on which an application listens. */
  public static int port(ConfigurableApplicationContext app) {
    return Objects.requireNonNull(
        app.getEnvironment().getProperty("local.server.port", Integer.class));
  }
}
