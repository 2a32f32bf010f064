package dev.runnel.languageserver.compile;

/**
 * Something that the processor offers at a place.
 *
 * @param value what to write: a name in quotes, a placeholder in braces
 * @param message what it reads and gives, and why it does not fit
 */
public record Offer(String value, String message) {}
