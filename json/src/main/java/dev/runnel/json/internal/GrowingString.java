package dev.runnel.json.internal;

import java.io.Serial;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.node.JsonNodeType;
import tools.jackson.databind.node.StringNode;
import tools.jackson.databind.node.ValueNode;

/**
 * A long string at the top of a document, as it was at one moment: copied only when somebody looks.
 * It behaves as a {@link StringNode}, which cannot be made without its text.
 */
final class GrowingString extends ValueNode {
  @Serial private static final long serialVersionUID = 1L;

  private final transient OpenString text;

  GrowingString(OpenString text) {
    this.text = text;
  }

  OpenString text() {
    return text;
  }

  /** Jackson's own node for a string that was to be copied when somebody looks. */
  static JsonNode plain(JsonNode node) {
    return node instanceof GrowingString text ? text.plain() : node;
  }

  /** The same as Jackson's node. */
  StringNode plain() {
    return text.node();
  }

  @Override
  public JsonNodeType getNodeType() {
    return JsonNodeType.STRING;
  }

  @Override
  public JsonToken asToken() {
    return JsonToken.VALUE_STRING;
  }

  @Override
  protected String _valueDesc() {
    String value = stringValue();
    return value.length() > 100 ? '"' + value.substring(0, 100) + "\"[...]" : '"' + value + '"';
  }

  @Override
  public ValueNode deepCopy() {
    return plain();
  }

  @Override
  public void serialize(JsonGenerator out, SerializationContext context) {
    out.writeString(stringValue());
  }

  /** Serialises Jackson's node, since the text belongs to a document that is still read. */
  @Serial
  private Object writeReplace() {
    return plain();
  }

  @Override
  public boolean equals(Object other) {
    if (other instanceof GrowingString string) {
      return text.sameAs(string.text);
    }
    return other instanceof StringNode string && text.sameAs(string.stringValue());
  }

  @Override
  public int hashCode() {
    return stringValue().hashCode();
  }

  @Override
  public String stringValue() {
    return plain().stringValue();
  }

  @Override
  public String stringValue(String defaultValue) {
    return stringValue();
  }

  @Override
  public Optional<String> stringValueOpt() {
    return Optional.of(stringValue());
  }

  @Override
  public String asString() {
    return stringValue();
  }

  @Override
  public String asString(String defaultValue) {
    return stringValue();
  }

  @Override
  public Optional<String> asStringOpt() {
    return Optional.of(stringValue());
  }

  @Override
  public byte[] binaryValue() {
    return plain().binaryValue();
  }

  @Override
  public boolean asBoolean() {
    return plain().asBoolean();
  }

  @Override
  public boolean asBoolean(boolean defaultValue) {
    return plain().asBoolean(defaultValue);
  }

  @Override
  public Optional<Boolean> asBooleanOpt() {
    return plain().asBooleanOpt();
  }

  @Override
  public short asShort() {
    return plain().asShort();
  }

  @Override
  public short asShort(short defaultValue) {
    return plain().asShort(defaultValue);
  }

  @Override
  public Optional<Short> asShortOpt() {
    return plain().asShortOpt();
  }

  @Override
  public int asInt() {
    return plain().asInt();
  }

  @Override
  public int asInt(int defaultValue) {
    return plain().asInt(defaultValue);
  }

  @Override
  public OptionalInt asIntOpt() {
    return plain().asIntOpt();
  }

  @Override
  public long asLong() {
    return plain().asLong();
  }

  @Override
  public long asLong(long defaultValue) {
    return plain().asLong(defaultValue);
  }

  @Override
  public OptionalLong asLongOpt() {
    return plain().asLongOpt();
  }

  @Override
  public float asFloat() {
    return plain().asFloat();
  }

  @Override
  public float asFloat(float defaultValue) {
    return plain().asFloat(defaultValue);
  }

  @Override
  public Optional<Float> asFloatOpt() {
    return plain().asFloatOpt();
  }

  @Override
  public double asDouble() {
    return plain().asDouble();
  }

  @Override
  public double asDouble(double defaultValue) {
    return plain().asDouble(defaultValue);
  }

  @Override
  public OptionalDouble asDoubleOpt() {
    return plain().asDoubleOpt();
  }

  @Override
  public BigInteger asBigInteger() {
    return plain().asBigInteger();
  }

  @Override
  public BigInteger asBigInteger(BigInteger defaultValue) {
    return plain().asBigInteger(defaultValue);
  }

  @Override
  public Optional<BigInteger> asBigIntegerOpt() {
    return plain().asBigIntegerOpt();
  }

  @Override
  public BigDecimal asDecimal() {
    return plain().asDecimal();
  }

  @Override
  public BigDecimal asDecimal(BigDecimal defaultValue) {
    return plain().asDecimal(defaultValue);
  }

  @Override
  public Optional<BigDecimal> asDecimalOpt() {
    return plain().asDecimalOpt();
  }
}
