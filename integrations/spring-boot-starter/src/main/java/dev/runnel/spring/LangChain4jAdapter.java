package dev.runnel.spring;

import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.runnel.langchain4j.LangChain4jChatModel;
import dev.runnel.langchain4j.LangChain4jRetriever;
import dev.runnel.model.ChatModel;
import dev.runnel.model.Retriever;

/** Makes components of what LangChain4j has. */
final class LangChain4jAdapter {
  private LangChain4jAdapter() {}

  static ChatModel ofStreamingChatModel(StreamingChatModel model) {
    return LangChain4jChatModel.of(model);
  }

  static ChatModel ofChatModel(dev.langchain4j.model.chat.ChatModel model) {
    return LangChain4jChatModel.of(model);
  }

  static Retriever ofContentRetriever(ContentRetriever retriever) {
    return LangChain4jRetriever.of(retriever);
  }
}
