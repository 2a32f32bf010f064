/**
 * Structured answers: a model is told the JSON schema of a Java type, and its answer is read into
 * that type while it is written.
 *
 * <p>{@link dev.runnel.answer.AnswerType} is the entry point. {@code @Answer} on a model step of a
 * chain does the same.
 */
@NullMarked
package dev.runnel.answer;

import org.jspecify.annotations.NullMarked;
