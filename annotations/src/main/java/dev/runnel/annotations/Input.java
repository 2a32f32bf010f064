package dev.runnel.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Binds a step's parameter, or what a component's method reads, to the input of the chain.
 *
 * <pre>{@code
 * @Prompt("Context: {context}\n\nQuestion: {question}")
 * ChatPrompt ask(List<Document> context, @Input String question);
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.PARAMETER, ElementType.METHOD})
public @interface Input {}
