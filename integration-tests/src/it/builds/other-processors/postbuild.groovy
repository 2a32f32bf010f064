// Only the module with the type that nobody makes fails, and the error names that type.
def log = new File(basedir, 'build.log').readLines()
assert log.count { it =~ /INFO. other-processors-runnel-(first|last) \.* SUCCESS/ } == 2
def errors = log.findAll { it =~ /ERROR.*\.java:\[/ }.unique()
assert errors.count { it.contains('[Runnel/') } == 1
assert errors.any { it.contains('[Runnel/MissingType] Reports uses NeverMade, which does not exist.') }
assert errors.every { it.contains('Reports.java') }
return true
