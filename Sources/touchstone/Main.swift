import Commands
import Foundation

@main
enum Main {
  static func main() async {
    exit(await Touchstone.run(Array(CommandLine.arguments.dropFirst()), console: .process).rawValue)
  }
}
