import Reports
import Terminal
import TestSupport
import Testing

@testable import Commands

/// What `help` explains beside commands, and how it is laid out.
@Suite(.heavy)
struct HelpTests {
  private func help(_ words: String..., columns: Int = 400) async -> String {
    await touchstone(["help"] + words, environment: ["COLUMNS": "\(columns)"]).output
  }

  @Test func `names every topic below the commands`() async {
    let overview = await help()
    for topic in HelpTopic.all { #expect(overview.contains("\n  help \(topic.name) ")) }
  }

  @Test(arguments: HelpTopic.all.map(\.name)) func `prints every topic`(topic: String) async {
    #expect(await help(topic).count > 200)
  }

  @Test func `lists the requirements that begin so, with their levels`() async {
    let text = await help("requirements", "size.")
    #expect(text.contains("\nsize.table (published)\n  A published row"))
    #expect(!text.contains("\nn.count"))
    let slip = await touchstone(["help", "requirements", "size.tabel"])
    #expect(
      slip.errors
        == "error: none of the requirements begins with 'size.tabel'. Did you mean 'size.table'?\n"
    )
  }

  @Test func `explains each group that cases stand in, and no other`() async {
    let lines = await touchstone(["check", "--list"]).output.split(separator: "\n")
    let groups = Set(lines.map { String($0.prefix { $0 != "/" }) })
    #expect(groups == Set(CaseGroup.all.map(\.name)))
    #expect(await help("sizing").hasPrefix("sizing\n  sizes on no list"))
  }

  @Test func `defines each term once, in the order of the alphabet, in whole sentences`() async {
    let names = Term.all.map(\.name)
    #expect(names == Array(Set(names)).sorted())
    for term in Term.all where term.name != "verdict" {
      #expect(term.meaning.hasSuffix("."), "\(term.name)")
    }
    #expect(
      await help("ledger")
        == "ledger\n  What was asked for, bought and delivered, with its price.\n"
    )
    #expect(await help("glossary", "led") == (await help("ledger")))
  }

  @Test func `tells what stands where an option is not given`() async {
    let check = await help("check")
    #expect(check.contains("-j, --jobs N "))
    #expect(check.contains("how many cases run at a time (default: 16)\n"))
    #expect(
      await help("serve").contains(
        "the port to listen at; 0 takes any that is free (default: 4020)\n"
      )
    )
    #expect(await help("drift").contains("(default: 2)\n"))
    for verb in Touchstone.verbs {
      for option in verb.allOptions {
        #expect(!option.summary.contains("unless given"), "\(verb.name) \(option.flag)")
      }
    }
  }

  @Test func `has the many options of check in groups`() async {
    let text = await help("check")
    let titles = Verb.check.options.groups.map { $0.title ?? "" }
    #expect(titles.count == 5 && !titles.contains(""))
    var rest = text[...]
    for title in titles {
      let found = rest.firstRange(of: "\n\n\(title)\n  ")
      #expect(found != nil, "\(title)")
      if let found { rest = rest[found.upperBound...] }
    }
  }

  @Test func `makes a manual page of everything, dated by the day of the call`() async {
    let page = await help("--man")
    #expect(page.hasPrefix(".TH TOUCHSTONE 1 2026-11-18 \"touchstone 0.1.0\" \"User Commands\"\n"))
    for verb in Touchstone.verbs {
      #expect(page.contains(".SS \"touchstone \(verb.name)"))
      for option in verb.allOptions {
        #expect(page.contains(option.flag.replacing("-", with: "\\-")))
      }
    }
    let requests = [".TH", ".SH", ".SS", ".TP", ".PP", ".B", ".I", ".nf", ".fi"]
    for line in page.split(separator: "\n") where line.hasPrefix(".") || line.hasPrefix("'") {
      #expect(requests.contains { line == $0 || line.hasPrefix("\($0) ") }, "\(line)")
    }
  }

  @Test func `completes words that only catalog, contract and project know`() async {
    func known(_ subject: String, _ start: String = "") async -> [String] {
      await touchstone(["completions", "known", subject, start]).output.split(separator: "\n")
        .map(String.init)
    }
    #expect(await known("models", "flux.2").contains("flux.2-max"))
    #expect(await known("offers", "fal/").allSatisfy { $0.hasPrefix("fal/") })
    #expect(await known("providers").contains("replicate"))
    #expect(await known("gateways").contains("litellm"))
    #expect(await known("topics", "gif").contains("gif-input"))
    #expect(await known("cases", "si").contains("sizes/"))
    let steps = await known("cases", "sizes/flux.2-max/")
    #expect(Set(steps).isSuperset(of: ["sizes/flux.2-max/fal/", "sizes/flux.2-max/replicate/"]))
    #expect(
      await known("cases", "sizes/flux.2-max/fal/t2i/4x3") == ["sizes/flux.2-max/fal/t2i/4x3"]
    )
  }

  @Test func `every subject has words, and every value that is one of a few completes`() async {
    for subject in Vocabulary.Subject.allCases where ![.recordings, .reviews].contains(subject) {
      let run = await touchstone(["completions", "known", subject.rawValue])
      #expect(!run.output.isEmpty, "\(subject)")
    }
    let script = await touchstone(["completions", "bash"]).output
    #expect(script.contains(#""check --model") subject=models ;;"#))
    #expect(
      script.contains(#""check --level") words="published documented openai policy safety" ;;"#)
    )
    #expect(script.contains(#""check --report") words="text= json= "#))
    #expect(script.contains(#""check --jobs" | "check -j") : ;;"#))
    #expect(script.contains(#""check --contract") files=-d ;;"#))
  }
}
