import CanonicalJSON
import Catalog
import Conformance
import Contract
import Exploring
import FaultyGateways
import TestSupport
import Testing

/// Asks that somebody pasted, judged by the contract's own requirements.
@Suite(.heavy)
struct AskedTests {
  private let sources: CaseSources
  private let suite: WireTrial

  init() throws {
    suite = try WireTrial.shared.get()
    let layers = GoldenLayers(contract: WireTrial.contract, project: nil)
    sources = try CaseSources(layers, suite.catalog)
  }

  private func trial(_ profile: GatewayProfile? = nil, shrinks: Bool = true) -> RequirementTrial {
    var trial = RequirementTrial(
      sources,
      Runner(requirements: sources.requirements, jobs: 8),
      at: profile
    )
    trial.shrinks = shrinks
    return trial
  }

  /// The asks of the suite's own cases, in whose course nothing fails.
  private func asks(at prefix: String, every step: Int = 1) -> [Ask] {
    let own = suite.cases.filter { $0.id.hasPrefix(prefix) && $0.phase == .normal }
    return stride(from: 0, to: own.count, by: step).map { index in
      var ask = own[index].question.ask
      let words = ask.fields["prompt"]?.stringValue
      if words?.contains("[fault: ") == true { ask.fields["prompt"] = "a red cube" }
      return ask
    }
  }

  private func told(_ judged: JudgedAsk) -> [String] {
    judged.results.flatMap(\.findings).filter { ![.passed, .skipped].contains($0.verdict) }
      .map { finding in
        "\(judged.ask.line) \(finding.requirement) \(finding.pointer?.description ?? ""): "
          + "\(finding.actual?.text() ?? "nothing"), not \(finding.expected?.text() ?? "nothing")"
      }
  }

  @Test func `the reference is blamed for none of the suite's own asks`() async throws {
    let bed = suite.suite(through: { $0 })
    var blamed: [String] = []
    var count = 0
    for ask in asks(at: "wire/", every: 61) {
      let judged = await trial(shrinks: false).judged(ask, in: bed.session)
      blamed += told(judged)
      count += judged.results.count
    }
    #expect(blamed.isEmpty, "\(blamed.joined(separator: "\n"))")
    #expect(count > 2_000, "\(count)")
  }

  @Test(arguments: CorrectGateway.all) func `a correct gateway is blamed for none of them`(
    _ gateway: CorrectGateway
  ) async throws {
    let bed = suite.suite(
      through: gateway.client,
      upstream: gateway.upstream,
      options: gateway.options
    )
    for prefix in gateway.prefixes {
      let asks = asks(at: "wire/\(prefix)")
      for index in stride(from: 0, to: asks.count, by: max(1, asks.count / 4)) {
        let judged = await trial(shrinks: false).judged(asks[index], in: bed.session)
        #expect(told(judged) == [])
      }
    }
  }

  @Test(arguments: PastedCall.all) func `a pasted call is convicted by the requirement's name`(
    _ call: PastedCall
  ) async throws {
    let gateway = try #require(GatewayMutant.all.first { $0.testDescription == call.gateway })
    let bed = suite.suite(
      through: gateway.client,
      upstream: gateway.upstream,
      options: gateway.options
    )
    let ask = try AskReader.ask(call.command, file: { _ in call.picture })
    let judged = await trial().judged(ask, in: bed.session)
    #expect(judged.unmet.contains(call.requirement), "\(told(judged))")
    let kept = try #require(judged.broken.first { $0.rule == .requirement(call.requirement) })
    let members = kept.ask.fields.names.filter { $0 != "model" && $0 != "prompt" }
    #expect(members.sorted() == call.members, "\(kept.ask.line)")

    // What is kept convicts the same gateway, and no other.
    let text = kept.json.text()
    let draft = try KeptAsk(
      JSONNode(JSON(parsing: Array(text.utf8)), file: "draft"),
      requirements: sources.requirements.all.map(\.id)
    )
    let item = sources.keptCase(draft, of: call.requirement, at: nil, nil)
    #expect(item.requirements == [call.requirement])
    let again = await suite.judge(bed, [item])
    #expect(again.broken == [call.requirement], "\(again.failures)")
    let elsewhere = await suite.judge(suite.suite(through: { $0 }), [item])
    #expect(elsewhere.failures == [])
    #expect(elsewhere.passed == 1)
  }

  @Test func `a finding says on what it stands, how to send the ask, and how to look again`()
    async throws
  {
    let gateway = try #require(GatewayMutant.all.first { $0.testDescription == "n ignored" })
    let bed = suite.suite(through: gateway.client, upstream: gateway.upstream)
    let ask = try AskReader.ask(
      #"{"model": "fal/flux.2-max", "prompt": "a fox", "n": 3, "size": "16:9"}"#,
      file: { _ in [] }
    )
    let judged = await trial().judged(ask, in: bed.session)
    let finding = judged.results.flatMap(\.findings).first {
      $0.requirement == "n.count" && $0.verdict == .failed
    }
    #expect(finding?.level == .published)
    #expect(finding?.quotation?.words.isEmpty == false)
    #expect(finding?.again?.hasPrefix("echo '{\"fields\":") == true, "\(finding?.again ?? "")")
    #expect(finding?.notes["curl"]?.stringValue?.hasPrefix("curl ") == true)
    #expect(judged.held.contains("size.ratio-is-aspect"))
  }

  @Test func `an edit that is refused is refused rightly or wrongly`() async throws {
    let edit = Ask(
      fields: ["model": "fal/flux.2-max", "prompt": "a fox", "n": 12],
      pictures: [.of(.png)]
    )
    let right = await trial().judged(edit, in: suite.suite(through: { $0 }).session)
    #expect(right.isRefused == true)
    #expect(right.reasons.contains { $0.hasPrefix("n.range: n is 1–10") }, "\(right.reasons)")
    #expect(right.unmet == [])

    let gateway = try #require(
      GatewayMutant.all.first { $0.testDescription == "a format of answers refused on edits" }
    )
    let wrong = await trial().judged(
      Ask(
        fields: ["model": "fal/flux.2-max", "prompt": "a fox", "response_format": "b64_json"],
        pictures: [.of(.png)]
      ),
      in: suite.suite(through: gateway.client).session
    )
    #expect(wrong.isRefused == false)
    #expect(wrong.unmet == ["edit.n"], "\(told(wrong))")
  }

  /// Nobody knows what must reach a provider then; what comes back can be judged all the same.
  @Test func `a model that no catalog describes is judged by what its client sees`() async throws {
    var profile = GatewayProfile(name: "unknown", base: "http://gateway.invalid")
    profile.models = [:]
    let gateway = try #require(GatewayMutant.all.first { $0.testDescription == "n ignored" })
    let ask = try AskReader.ask(
      #"{"model": "fal/flux.2-max", "prompt": "a fox", "n": 3}"#,
      file: { _ in [] }
    )
    let right = await trial(profile).judged(ask, in: suite.suite(through: { $0 }).session)
    #expect(right.isRefused == nil)
    #expect(right.unmet == [], "\(told(right))")
    #expect(right.held.contains("response.shape"))
    let bed = suite.suite(through: gateway.client, upstream: gateway.upstream)
    let wrong = await trial(profile).judged(ask, in: bed.session)
    #expect(wrong.unmet == ["n.count"], "\(told(wrong))")
    var many = ask
    many.fields["n"] = 11
    let refused = await trial(profile).judged(many, in: bed.session)
    #expect(refused.isRefused == true)
  }
}

extension Ask {
  fileprivate init(fields: JSONObject, pictures: [PictureWish]) {
    self.init(path: "/images/edits", fields: fields)
    self.pictures = pictures
    encoding = .form(pictures: "image")
  }
}
