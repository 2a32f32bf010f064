package dev.runnel.languageserver.compile;

import javax.tools.Diagnostic;

/**
 * Something that Runnel's processor said of a file.
 *
 * @param id its id, such as {@code UnknownStep}
 * @param message the whole text
 * @param kind how bad it is
 * @param start where the thing begins that it is about; -1 if it is about no place
 * @param point the place that the compiler points to
 * @param end where the thing ends
 */
public record Found(
    String id, String message, Diagnostic.Kind kind, int start, int point, int end) {}
