File log = new File(basedir, "build.log")

boolean said(File log, String text) {
  log.withReader { reader -> reader.lines().anyMatch { it.contains(text) } }
}

assert said(log, "Why did the parrot wear a raincoat? Polly unsaturated.")
// Without a key, the profile "real" compiles, and says what it needs.
assert said(log, "Which model? Set OPENAI_API_KEY")
// The group is no package as it stands.
assert new File(basedir, "jokes/src/main/java/com/acme_labs/Jokes.java").text.contains("package com.acme_labs;")
