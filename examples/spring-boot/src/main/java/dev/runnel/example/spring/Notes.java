package dev.runnel.example.spring;

import dev.runnel.model.Document;
import dev.runnel.model.Retriever;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.QueryBuilder;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/**
 * Finds notes by their words, with Lucene. The index is in memory, and made when the application
 * starts. Thread-safe.
 */
@Component
class Notes implements Retriever, AutoCloseable {
  private static final String TEXT = "text";
  private static final int LIMIT = 2;

  private final Analyzer analyzer = new EnglishAnalyzer();
  private final DirectoryReader reader;

  /** Takes a file of notes with empty lines between them. */
  Notes(@Value("${chat.notes:classpath:notes.txt}") Resource file) throws IOException {
    ByteBuffersDirectory directory = new ByteBuffersDirectory();
    try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(analyzer))) {
      for (String note :
          file.getContentAsString(StandardCharsets.UTF_8).strip().split("\n\n+", -1)) {
        var document = new org.apache.lucene.document.Document();
        document.add(new TextField(TEXT, note, Field.Store.YES));
        writer.addDocument(document);
      }
    }
    reader = DirectoryReader.open(directory);
  }

  @Override
  public List<Document> retrieve(String question) throws IOException {
    Query words = new QueryBuilder(analyzer).createBooleanQuery(TEXT, question);
    if (words == null) {
      return List.of(); // nothing but words that say nothing, such as "the"
    }
    StoredFields stored = reader.storedFields();
    List<Document> found = new ArrayList<>();
    for (ScoreDoc hit : new IndexSearcher(reader).search(words, LIMIT).scoreDocs) {
      String text = stored.document(hit.doc).get(TEXT);
      found.add(new Document(String.valueOf(hit.doc), text, Map.of(), (double) hit.score));
    }
    return found;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
