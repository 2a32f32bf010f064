package dev.runnel.model;

/** Says that the part before has ended: what follows of its kind is another part. */
public record PartEnd() implements ChunkPart {}
