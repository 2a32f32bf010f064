package com.example

import dev.runnel.ChunkStream
import dev.runnel.model.AiMessageChunk
import dev.runnel.model.ChatModel

/** Kotlin's chains run, called from Kotlin. */
fun main() {
  val model = ChatModel { prompt, _ ->
    ChunkStream.of(AiMessageChunk.ofText("why"), AiMessageChunk.ofText(prompt.messages()[0].toString()))
  }
  val jokes: Jokes = JokesRunnables(model)
  val chunks = jokes.joke().stream("parrots").use { it.toList() }
  same(chunks[0], "WHY")
  same(chunks[1].contains("JOKE ABOUT PARROTS"), true)
  same(jokes.joinedJoke("owls").startsWith("WHY|"), true)

  val countries: Countries = CountriesRunnables(5)
  same(countries.names().invoke("Malta,Chad,France"), listOf("Malta", "France"))
  same(countries.count("Malta,Chad,France"), 4)
  same(countries.asked(Country("Chad", 4)).toString().contains("in Chad?"), true)
}

private fun same(actual: Any, expected: Any) {
  if (actual != expected) throw AssertionError("$actual instead of $expected")
}
