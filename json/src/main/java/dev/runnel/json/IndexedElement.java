package dev.runnel.json;

/**
 * An element with its place in the array.
 *
 * @param index the place, from 0; skipped elements count
 * @param value the element
 * @param <T> the element's type
 */
public record IndexedElement<T>(int index, T value) {}
