package com.example

import dev.runnel.Emitter
import dev.runnel.RunnableSequence
import dev.runnel.annotations.Chain
import dev.runnel.annotations.From
import dev.runnel.annotations.Input
import dev.runnel.annotations.Prompt
import dev.runnel.annotations.Step
import dev.runnel.annotations.StreamingStep
import dev.runnel.model.ChatMessage
import dev.runnel.model.ChatModel
import dev.runnel.model.ChatPrompt
import java.util.Optional

data class Country(val name: String, val population: Long)

/** An interface: kapt shows List<CharSequence> in a parameter as List<? extends CharSequence>. */
interface Jokes {
  @Prompt("Tell me a joke about {topic}")
  fun ask(history: List<ChatMessage>, @Input topic: String): ChatPrompt

  @Step
  fun history(@Input topic: String): List<ChatMessage> = listOf()

  @StreamingStep
  fun model(): ChatModel

  @StreamingStep
  fun loud(text: String): String = text.uppercase()

  @Step
  fun joined(texts: List<CharSequence>): String = texts.joinToString("|")

  /** From a topic, streaming text, to the whole joke. */
  @Chain("history", "ask", "model", "loud")
  fun joke(): RunnableSequence<String, String, String>

  @Chain("history", "ask", "model", "loud", "joined")
  fun joinedJoke(topic: String): String
}

/** A class with a constructor, properties, primitives, and wildcards of both kinds. */
abstract class Countries(private val least: Long) {
  @Step
  protected open fun parse(text: String): Iterator<Country> =
      text.split(",").map { Country(it, it.length.toLong()) }.iterator()

  @StreamingStep
  protected open fun large(country: Country): Optional<Country> =
      if (country.population >= least) Optional.of(country) else Optional.empty()

  @Step
  protected open fun told(large: Iterable<Country>, out: Emitter<Any>) =
      large.forEach { out.emit(it.name) }

  @Step
  protected open fun counted(told: Collection<Any>, @From("large") large: List<Country>): Int =
      told.size + large.size

  @Prompt("How many live in {country.name}?")
  protected abstract fun ask(country: Country): ChatPrompt

  @Chain("parse", "large", "told")
  abstract fun names(): RunnableSequence<String, Any, List<Any>>

  @Chain("parse", "large", "told", "counted")
  abstract fun count(text: String): Int

  @Chain("ask")
  abstract fun asked(country: Country): ChatPrompt
}
