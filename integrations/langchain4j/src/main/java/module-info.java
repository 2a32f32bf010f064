/** LangChain4j's models and retrievers as Runnel's. */
module dev.runnel.langchain4j {
  requires transitive dev.runnel.runtime;
  requires transitive langchain4j.core;
}
