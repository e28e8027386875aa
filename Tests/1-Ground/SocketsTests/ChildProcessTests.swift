import Sockets
import TestSupport
import Testing

@Suite(.inRealTime)
struct ChildProcessTests {
  @Test(arguments: [("exit 0", true), ("exit 3", false), ("kill -KILL $$", false)])
  func `says whether a program has succeeded`(_ script: String, succeeds: Bool) async throws {
    let child = try ChildProcess(["/bin/sh", "-c", script], environment: [:])
    #expect(await child.waitForSuccess() == succeeds)
    #expect(!child.isRunning)
  }

  @Test func `finds a program by its name, and gives it its environment`() async throws {
    let child = try ChildProcess(
      ["sh", "-c", #"test "$COLOUR" = blue"#],
      environment: ["COLOUR": "blue", "PATH": "/usr/bin:/bin"]
    )
    #expect(await child.waitForSuccess())
  }

  @Test func `gives it as many files as this program may open, which is all that loops can have`()
    async throws
  {
    _ = EventLoops.standard
    let script =
      #"[ "$(ulimit -Sn)" = "$(ulimit -Hn)" ] || [ "$(ulimit -Sn)" -ge 10240 ]"#
    let child = try ChildProcess(["/bin/sh", "-c", script], environment: [:])
    #expect(await child.waitForSuccess())
  }

  @Test func `leaves the input open until it is closed`() async throws {
    let child = try ChildProcess(["/bin/sh", "-c", "read line; exit 0"], environment: [:])
    #expect(child.isRunning)
    child.closeInput()
    #expect(await child.waitForSuccess())
  }

  @Test func `lets each program lead a group of its own`() async throws {
    let child = try ChildProcess(["/bin/sh", "-c", "kill -TERM 0"], environment: [:])
    #expect(await !child.waitForSuccess())
  }

  @Test func `says why a program can't be started`() {
    #expect(throws: ChildProcessError.failed("/nowhere/program", code: 2)) {
      try ChildProcess(["/nowhere/program"], environment: [:])
    }
    #expect(throws: ChildProcessError.empty) { try ChildProcess([], environment: [:]) }
  }
}
