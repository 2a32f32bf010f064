package dev.runnel.model;

import dev.runnel.CustomRunnel;
import dev.runnel.Runnel;
import dev.runnel.engine.wrap.ForwardingRunnel;
import java.util.List;

/** A retriever with retries, fallbacks, limits or a configuration, which another runnel has. */
final class RetrieverOver extends ForwardingRunnel<String, List<Document>, List<Document>>
    implements Retriever {
  RetrieverOver(Runnel<String, List<Document>, List<Document>> runnel) {
    super(runnel.implementation());
  }

  @Override
  public CustomRunnel<String, List<Document>, List<Document>> implementation() {
    return runnel();
  }

  @Override
  public List<Document> retrieve(String query) {
    return invoke(query);
  }
}
