package dev.runnel.json.internal;

import java.io.Serializable;

/**
 * A place in the text.
 *
 * @param offset how many UTF-16 code units are before it
 * @param line the line, from 1
 * @param column the column, from 1
 * @param before some of the text before it
 * @param after some of the text from there on
 */
public record Place(long offset, long line, long column, String before, String after)
    implements Serializable {}
