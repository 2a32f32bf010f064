package dev.runnel.playground;

import dev.runnel.serve.ServeResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A file of the page. Nothing that a browser loads with it may come from elsewhere, and no script
 * or style may stand within the page, so that nothing that a model says can become one.
 *
 * @param name the name
 * @param response what a browser gets
 * @see <a href="https://www.w3.org/TR/CSP3/">Content Security Policy</a>
 */
record PageFile(String name, ServeResponse.Whole response) {
  private static final String PAGE = "playground.html";

  private static final List<String> OTHERS =
      List.of(
          "playground.css",
          "icon.svg",
          "main.js",
          "server.js",
          "link.js",
          "form.js",
          "recording.js",
          "whole.js",
          "answer.js",
          "tree.js",
          "graph.js",
          "layout.js",
          "timeline.js",
          "chunks.js",
          "compare.js",
          "text.js",
          "dom.js");

  private static final String POLICY =
      String.join(
          "; ",
          "default-src 'none'",
          "script-src 'self'",
          "style-src 'self'",
          "img-src 'self'",
          "connect-src 'self'",
          "base-uri 'none'",
          "form-action 'none'",
          "frame-ancestors 'none'",
          "require-trusted-types-for 'script'",
          "trusted-types 'none'");

  /** Returns the page itself. */
  static PageFile page() {
    return read(PAGE);
  }

  /** Returns what the page loads. */
  static List<PageFile> all() {
    return OTHERS.stream().map(PageFile::read).toList();
  }

  private static PageFile read(String name) {
    try (InputStream file = PageFile.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException("The playground's jar lacks its file " + name + ".");
      }
      return new PageFile(
          name, new ServeResponse.Whole(200, headers(type(name)), file.readAllBytes()));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(
          "The playground's file " + name + " cannot be read.", unreadable);
    }
  }

  private static String type(String name) {
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "html" -> "text/html; charset=utf-8";
      case "css" -> "text/css; charset=utf-8";
      case "svg" -> "image/svg+xml";
      default -> "text/javascript; charset=utf-8";
    };
  }

  private static Map<String, String> headers(String type) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", type);
    headers.put("Content-Security-Policy", POLICY);
    headers.put("Cross-Origin-Opener-Policy", "same-origin");
    headers.put("Cross-Origin-Resource-Policy", "same-origin");
    headers.put("Referrer-Policy", "no-referrer");
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("Cache-Control", "no-cache");
    return headers;
  }
}
