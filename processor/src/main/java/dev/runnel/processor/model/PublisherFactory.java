package dev.runnel.processor.model;

import com.palantir.javapoet.ClassName;

/**
 * Names the static method that makes another library's publisher, such as {@code Flux.from}.
 *
 * @param type the library's type
 * @param method the method
 * @param takesFlow whether it takes a {@code Flow.Publisher}, and not a Reactive Streams one
 */
public record PublisherFactory(ClassName type, String method, boolean takesFlow) {}
