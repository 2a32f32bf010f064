package dev.runnel.processor.schema;

/** Says what a schema is for: some properties are only read, and some only written. */
public enum SchemaUse {
  /** For JSON that is read into Java: tool arguments, answers, inputs. */
  READ,
  /** For JSON that is written from Java: outputs. */
  WRITE
}
