import Commands
import Terminal

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

@main
enum Main {
  static func main() async {
    exit(await Touchstone.run(Array(CommandLine.arguments.dropFirst()), console: .process).rawValue)
  }
}
