/** LangChain4j's models, retrievers and chat memories as Runnel's. */
module dev.runnel.langchain4j {
  requires transitive java.net.http;
  requires transitive dev.runnel.history;
  requires transitive dev.runnel.runtime;
  requires transitive langchain4j.core;
  requires transitive langchain4j.http.client;
  requires langchain4j.http.client.jdk;
  requires static langchain4j.anthropic;
  requires static langchain4j.google.ai.gemini;
  requires static langchain4j.open.ai;

  exports dev.runnel.langchain4j;
}
