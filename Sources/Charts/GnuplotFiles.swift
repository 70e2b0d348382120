import Glibc
import GnuplotStream

/// The files between this program and a gnuplot that is about to be started.
struct GnuplotFiles: ~Copyable {
  /// Closes what nobody took.
  private var input: (theirs: Int32, ours: Int32) = (-1, -1)
  private var answers: (theirs: Int32, ours: Int32) = (-1, -1)
  private var picture: Int32 = -1
  private var words: Int32 = -1
  private var script: Int32 = -1

  init() throws(ChartError) {
    let (input, answers) = (GnuplotFiles.pipe(), GnuplotFiles.pipe())
    (self.input.theirs, self.input.ours) = input
    (self.answers.ours, self.answers.theirs) = answers
    picture = GnuplotFiles.lifted(hq_gnuplot_memory_file("hq-picture"))
    words = GnuplotFiles.lifted(hq_gnuplot_memory_file("hq-words"))
    script = GnuplotFiles.lifted(hq_gnuplot_memory_file("hq-script"))
    if [input.0, input.1, answers.0, answers.1, picture, words, script].contains(where: { $0 < 0 }) {
      throw ChartError(.system, "no more files can be opened")
    }
  }

  deinit {
    for file in [input.theirs, input.ours, answers.theirs, answers.ours, picture, words, script]
    where file >= 0 {
      close(file)
    }
  }

  mutating func takeInput() -> Int32 {
    defer { input.ours = -1 }
    return input.ours
  }

  mutating func takeScript() -> Int32 {
    defer { script = -1 }
    return script
  }

  mutating func takeOutputs() -> (answers: Int32, picture: Int32, words: Int32) {
    defer { (answers.ours, picture, words) = (-1, -1, -1) }
    return (answers.ours, picture, words)
  }

  /// Starts the program with these files, in a group of its own, so that all it starts can be ended with it.
  func start(_ program: String) throws(ChartError) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (theirs, number) in [(input.theirs, 0), (answers.theirs, 1), (words, 2), (picture, 3), (script, 4)] {
      posix_spawn_file_actions_adddup2(&actions, theirs, Int32(number))
    }
    // Nothing else that is open here is its business.
    hq_gnuplot_close_from(&actions, 5)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP))
    // Neither the user's settings nor the language of the system change a picture.
    let words = [program, "--default-settings"]
    let environment = ["LC_ALL=C.UTF-8", "PATH=/usr/local/bin:/usr/bin:/bin"]
    var process: pid_t = 0
    var failure: Int32 = ETXTBSY
    var tries = 0
    // A program that was written just now stays open for writing in what another thread is starting, until that
    // has begun: a moment.
    while failure == ETXTBSY, tries < 200 {
      if tries > 0 { usleep(1000) }
      tries += 1
      failure = withCStrings(words) { words in
        withCStrings(environment) { environment in
          posix_spawnp(&process, program, &actions, &attributes, words, environment)
        }
      }
    }
    guard failure == 0 else {
      let reason =
        failure == ENOENT
        ? "there is no `\(program)`" : "`\(program)` cannot be run: \(String(cString: strerror(failure)))"
      throw ChartError(.gnuplotMissing, reason)
    }
    return process
  }

  private static func pipe() -> (Int32, Int32) {
    var ends: [Int32] = [-1, -1]
    guard hq_gnuplot_pipe(&ends) == 0 else { return (-1, -1) }
    return (lifted(ends[0]), lifted(ends[1]))
  }

  /// The same file under a number that stays clear of those that the other program gets.
  private static func lifted(_ file: Int32) -> Int32 {
    guard file >= 0, file < 10 else { return file }
    let lifted = fcntl(file, F_DUPFD_CLOEXEC, 10)
    close(file)
    return lifted
  }
}

/// The texts as C has them: an array of pointers with a null behind the last.
private func withCStrings<Result>(
  _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
) -> Result {
  // SAFETY: each copy lives until the body has returned.
  let copies = texts.map { strdup($0) }
  defer { for copy in copies { free(copy) } }
  return body(copies + [nil])
}
