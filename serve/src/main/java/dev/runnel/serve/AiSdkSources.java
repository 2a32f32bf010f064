package dev.runnel.serve;

import dev.runnel.model.Citation;
import dev.runnel.model.Document;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes where an answer comes from: a page by its address, any other document by its title. The
 * text of a document is not sent. Each source is written once.
 */
final class AiSdkSources {
  private final Set<String> written = new HashSet<>();

  /** Writes what a retriever has found. */
  void found(@Nullable Object output, StringBuilder out) {
    if (output instanceof List<?> documents) {
      for (Object one : documents) {
        if (one instanceof Document document) {
          document(document, out);
        }
      }
    }
  }

  private void document(Document document, StringBuilder out) {
    Optional<String> url = first(document, "url", "source").filter(AiSdkSources::isAddress);
    Optional<String> title = first(document, "title", "file_name", "filename", "source");
    if (url.isPresent()) {
      page(url.get(), title.orElse(null), out);
      return;
    }
    String id = document.id() == null ? "document-" + written.size() : document.id();
    if (written.add(id)) {
      ObjectNode source = JsonNodeFactory.instance.objectNode().put("type", "source-document");
      source.put("sourceId", id).put("mediaType", "text/plain");
      EventText.data(source.put("title", title.orElse(id)), out);
    }
  }

  private static Optional<String> first(Document document, String... names) {
    return Stream.of(names)
        .map(document.metadata()::get)
        .filter(value -> value instanceof String text && !text.isBlank())
        .map(Object::toString)
        .findFirst();
  }

  private static boolean isAddress(String text) {
    return text.startsWith("https://") || text.startsWith("http://");
  }

  /** Writes what a model cites, where it has an address. */
  void cited(Citation citation, StringBuilder out) {
    if (citation.url() != null) {
      page(citation.url(), citation.title(), out);
    }
  }

  private void page(String url, @Nullable String title, StringBuilder out) {
    if (written.add(url)) {
      ObjectNode source = JsonNodeFactory.instance.objectNode().put("type", "source-url");
      source.put("sourceId", url).put("url", url);
      if (title != null && !title.equals(url)) {
        source.put("title", title);
      }
      EventText.data(source, out);
    }
  }
}
