/** LangChain4j's models and retrievers as Runnel's. */
module dev.runnel.langchain4j {
  requires transitive java.net.http;
  requires transitive dev.runnel.runtime;
  requires transitive langchain4j.core;
  requires transitive langchain4j.http.client;
  requires langchain4j.http.client.jdk;
  requires static langchain4j.anthropic;
  requires static langchain4j.open.ai;

  exports dev.runnel.langchain4j;
}
