// Only the module whose steps lack their names fails, and each mistake is one error that helps.
def log = new File(basedir, 'build.log').readLines()
assert log.count { it =~ /INFO. chains \.* SUCCESS/ } == 1
def errors = log.findAll { it =~ /ERROR.*\.java:\[/ }.unique()
assert errors.size() == 2
assert errors.any {
  it.contains("[Runnel/UnboundParameter] It is not known what each of 2 parameters of step 'signed' reads") &&
      it.contains('Annotate the parameter with @Input or @From, or compile Steps with -parameters.')
}
assert errors.any {
  it.contains("[Runnel/UnknownPlaceholder] The placeholders of prompt 'ask' cannot be told from each other") &&
      it.contains('Compile Steps with -parameters.')
}
return true
