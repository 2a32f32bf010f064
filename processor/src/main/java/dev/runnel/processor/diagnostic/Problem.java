package dev.runnel.processor.diagnostic;

/**
 * Is one thing that is wrong, ready to be printed.
 *
 * @param kind the entry of the catalogue
 * @param message the text to print, which starts with the stable id
 * @param position where it is
 */
public record Problem(ProblemKind kind, String message, Position position) {}
