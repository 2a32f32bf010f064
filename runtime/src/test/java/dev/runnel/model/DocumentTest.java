package dev.runnel.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DocumentTest {
  @Test
  void itsMetadataKeepsItsOrderAndCannotBeChanged() {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("z", 1);
    metadata.put("a", "b");
    Document document = Document.of("text", metadata);
    metadata.clear();

    assertThat(document.metadata().keySet()).containsExactly("z", "a");
    assertThatThrownBy(() -> document.metadata().put("x", 1))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void aDocumentNeedsAText() {
    assertThatThrownBy(() -> Document.of(null)).hasMessageContaining("document needs a text");
  }
}
