import Bytes
import Testing

@testable import Terminal

struct ArgumentParserTests {
  private static let jobs = Option.integer("jobs N", "how many at a time", unlessGiven: 1)
  private static let models = Option.list("model MODEL", "only this model")
  private static let trace = Option.flag("trace", "say more")
  private static let failFast = Option.flag("fail-fast", "stop early")
  private static let lists = Option.flag("list", "only list")

  private static let verbs = [
    verb("check", .any("[PREFIX…]"), Options(jobs, models, trace, failFast, lists)),
    verb("show", .exactly(1, "CASE")), verb("sizes", Verb.Operands(usage: "[MODEL]", count: 0...1)),
    verb("version", .none), verb("help", .none),
  ]

  private static func verb(
    _ name: String,
    _ operands: Verb.Operands,
    _ options: Options = Options()
  ) -> Verb {
    Verb(name: name, operands: operands, summary: name, options: options, examples: []) { _ in
      .success
    }
  }

  private static let console = Console(
    write: { _ in },
    writeError: { _ in },
    workingDirectory: "/"
  )

  private func parse(
    _ arguments: [String],
    _ environment: [String: String] = [:]
  ) throws -> ArgumentParser.Result {
    try ArgumentParser(ArgumentParserTests.verbs, environment: environment).parse(arguments)
  }

  @Test func `reads operands and options in any order`() throws {
    let call = try parse(["check", "a", "--jobs=3", "--model", "x", "b", "--model=y", "--trace"])
    #expect(call.verb.name == "check")
    #expect(call.operands == ["a", "b"])
    #expect(call.words == ["jobs": ["3"], "model": ["x", "y"], "trace": ["true"]])
  }

  @Test func `knows options by their short names, with the value behind or right after`() throws {
    #expect(try parse(["check", "-j", "8", "-q"]).words == ["jobs": ["8"], "quiet": ["true"]])
    #expect(try parse(["check", "-j8"]).words == ["jobs": ["8"]])
    #expect(try parse(["-V"]).verb.name == "version")
    #expect(throws: UsageError.unknownOption("-v", verb: "show", suggestion: nil)) {
      try parse(["show", "law", "-v"])
    }
  }

  @Test func `takes what follows two dashes as it stands, and one dash as a word`() throws {
    #expect(try parse(["check", "--", "--jobs", "-"]).operands == ["--jobs", "-"])
    #expect(try parse(["check", "-"]).operands == ["-"])
  }

  @Test func `lets a variable speak only where the command line is silent`() throws {
    let environment = ["TOUCHSTONE_JOBS": "9", "TOUCHSTONE_FAIL_FAST": "1", "TOUCHSTONE_JSON": "0"]
    #expect(try parse(["check"], environment).words == ["jobs": ["9"], "fail-fast": ["true"]])
    #expect(try parse(["check", "--jobs", "2"], environment).words["jobs"] == ["2"])
    #expect(throws: UsageError.notASwitch(variable: "TOUCHSTONE_JSON", value: "maybe")) {
      try parse(["version"], ["TOUCHSTONE_JSON": "maybe"])
    }
  }

  @Test(arguments: [
    (["chekc"], UsageError.unknownVerb("chekc", suggestion: "check")),
    (["check", "--jbos", "3"], .unknownOption("--jbos", verb: "check", suggestion: "--jobs")),
    (["check", "--jobs"], .missingValue(option: "--jobs", placeholder: "N")),
    (["check", "--list=yes"], .needlessValue(option: "--list", value: "yes")),
    (["check", "--jobs", "1", "--jobs", "2"], .repeatedOption("--jobs")),
    (["show"], .missingArgument("CASE", usage: "touchstone show CASE [options]")),
    (["sizes", "a", "b"], .unexpectedArguments(["b"], verb: "sizes")),
  ])
  func `refuses what it cannot read`(arguments: [String], error: UsageError) {
    #expect(throws: error) { try parse(arguments) }
  }

  @Test func `reads every value before anything is done`() throws {
    let parsed = try parse(["version", "--catalog", "mine", "--json"])
    let call = try Invocation(parsed, console: ArgumentParserTests.console)
    #expect(call[.catalog] == "mine" && call[.json] && !call[.quiet] && call[.project] == nil)
    #expect(throws: UsageError.notANumber(option: "--jobs", value: "many")) {
      try Invocation(
        parse(["check", "--trace", "--jobs", "many"]),
        console: ArgumentParserTests.console
      )
    }
  }

  @Test func `an option that is read is one of the verb's own`() async {
    await #expect(processExitsWith: .failure) {
      let parsed = try ArgumentParser(ArgumentParserTests.verbs, environment: [:]).parse(["version"]
      )
      let call = try Invocation(parsed, console: ArgumentParserTests.console)
      if call[ArgumentParserTests.trace] { return }
    }
  }

  @Test func `asks for help without asking for operands`() throws {
    #expect(try parse(["show", "--help"]).wantsHelp)
    #expect(try parse(["-h"]).verb.name == "help")
  }

  @Test(arguments: [
    ("hlep", "help"), ("flux-2-mx", "flux-2-max"), ("szie.table", "size.table"),
    ("kontext-max", "flux-kontext-max"),
  ])
  func `finds the word that was meant`(slip: String, word: String) {
    let words = ["help", "check", "flux-2-max", "size.table", "flux-kontext-max"]
    #expect(Suggestion.nearest(to: slip, among: words) == word)
  }

  @Test(arguments: ["dance", "zz", ""])
  func `offers nothing where nothing is near`(word: String) {
    #expect(Suggestion.nearest(to: word, among: ["help", "check", "version"]) == nil)
  }
}
