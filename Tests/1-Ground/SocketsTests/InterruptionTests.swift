import Sockets
import Testing

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

struct InterruptionTests {
  @Test
  func `a hang-up reloads what can be, again and again, and the polite request still ends it`()
    async
  {
    await #expect(processExitsWith: .exitCode(7)) {
      let (reloads, told) = AsyncStream.makeStream(of: Void.self)
      let interruption = Interruption { told.yield() }
      var heard = reloads.makeAsyncIterator()
      for _ in 0..<3 {
        kill(getpid(), SIGHUP)
        await heard.next()
      }
      kill(getpid(), SIGTERM)
      await interruption.wait()
      exit(7)
    }
  }

  @Test func `a hang-up ends what can't reload`() async {
    await #expect(processExitsWith: .exitCode(7)) {
      signal(SIGHUP, SIG_DFL)
      let interruption = Interruption()
      kill(getpid(), SIGHUP)
      await interruption.wait()
      exit(7)
    }
  }
}
