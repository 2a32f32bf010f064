package dev.runnel.example;

import dev.runnel.model.Document;
import dev.runnel.model.Retriever;
import java.io.IOException;
import java.io.UncheckedIOException;
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

/**
 * Finds English texts by their words, in an index in memory.
 *
 * <p>Thread-safe. It holds nothing but memory.
 */
final class LuceneRetriever implements Retriever {
  private static final String TEXT = "text";

  private final Analyzer analyzer = new EnglishAnalyzer();
  private final IndexSearcher searcher;
  private final int limit;

  private LuceneRetriever(ByteBuffersDirectory directory, List<String> texts, int limit)
      throws IOException {
    try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(analyzer))) {
      for (String text : texts) {
        var document = new org.apache.lucene.document.Document();
        document.add(new TextField(TEXT, text, Field.Store.YES));
        writer.addDocument(document);
      }
    }
    this.searcher = new IndexSearcher(DirectoryReader.open(directory));
    this.limit = limit;
  }

  /**
   * Indexes texts.
   *
   * @param texts the texts
   * @param limit how many documents a search gives at the most, 1 or more
   */
  static LuceneRetriever of(List<String> texts, int limit) {
    try {
      return new LuceneRetriever(new ByteBuffersDirectory(), texts, limit);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<Document> retrieve(String query) throws IOException {
    Query words = new QueryBuilder(analyzer).createBooleanQuery(TEXT, query);
    if (words == null) {
      return List.of(); // nothing but words that say nothing, such as "the"
    }
    StoredFields stored = searcher.storedFields();
    List<Document> found = new ArrayList<>();
    for (ScoreDoc hit : searcher.search(words, limit).scoreDocs) {
      String text = stored.document(hit.doc).get(TEXT);
      found.add(new Document(String.valueOf(hit.doc), text, Map.of(), (double) hit.score));
    }
    return found;
  }
}
