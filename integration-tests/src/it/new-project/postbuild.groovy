File log = new File(basedir, "build.log")

boolean said(File log, String text) {
  log.withReader { reader -> reader.lines().anyMatch { it.contains(text) } }
}

assert said(log, "Why did the parrot wear a raincoat? Polly unsaturated.")
// Without a key, the profile "real" compiles, and says what it needs.
assert said(log, "Which model? Set OPENAI_API_KEY")
assert new File(basedir, "jokes/src/main/java/com/acme/Jokes.java").text.contains("package com.acme;")

// The BOM that is installed, and published, has no parent: its versions would come along.
def boms = new File(localRepositoryPath, "dev/runnel/runnel-bom").listFiles().findAll { it.directory }
assert boms.size() == 1
String bom = boms[0].listFiles().find { it.name.endsWith(".pom") }.text
assert bom.contains("<artifactId>runnel-runtime</artifactId>")
assert !bom.contains("<parent>")
