/**
 * Adapts LangChain4j's models and retrievers.
 *
 * <p>Start with {@link dev.runnel.langchain4j.LangChain4jChatModel#of} and {@link
 * dev.runnel.langchain4j.LangChain4jRetriever#of}; give models a {@link
 * dev.runnel.langchain4j.CancellableHttpClient} so that their calls end as soon as nobody wants the
 * answer.
 */
@NullMarked
package dev.runnel.langchain4j;

import org.jspecify.annotations.NullMarked;
