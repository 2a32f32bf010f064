// Kotlin's right chains run. Each mistake of the wrong ones is told, in the words of Kotlin.
def log = new File(basedir, 'build.log').readLines()
assert log.count { it =~ /INFO. chains \.* SUCCESS/ } == 1
def errors = log.findAll { it =~ /^\[ERROR\] \S/ && it.contains('[Runnel/') }.unique()
assert errors.size() == 3
assert errors.any {
  it.contains("Method 'late' cannot be a step: it is a suspend function. Remove 'suspend', and call") &&
      it.contains('what suspends in runBlocking { ... }: a step may block.')
}
assert errors.any {
  it.contains("Method 'call' cannot be a chain: it is a suspend function. Remove 'suspend': return a") &&
      it.contains('CompletableFuture<O>, on which Kotlin can await().')
}
assert errors.any { it.contains("Method 'maybe' cannot be a step: it may give null") }
return true
