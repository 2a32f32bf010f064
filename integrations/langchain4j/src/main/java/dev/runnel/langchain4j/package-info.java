/** Adapts LangChain4j's models and retrievers. */
@NullMarked
package dev.runnel.langchain4j;

import org.jspecify.annotations.NullMarked;
