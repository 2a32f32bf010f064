package dev.runnel.parser;

/**
 * Is an element with its place in the array.
 *
 * @param index the place, from 0; skipped elements count
 * @param value the element
 * @param <T> the element's type
 */
public record JsonElement<T>(int index, T value) {}
