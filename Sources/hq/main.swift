import Glibc
import Shell

exit(runProgram(arguments: Array(CommandLine.arguments.dropFirst())))
