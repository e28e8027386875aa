import CanonicalJSON
import Catalog
import Conformance
import Contract
import Files
public import Foundation
import HTTPMessages
import HTTPTransport
import Reports
import Stubs
import Terminal
public import Testing

/// Holds a gateway to the contract: each case that it fails, or of which nothing could be found out, is
/// an issue of the test.
///
/// The gateway must be led to the stub providers of the test, so it stands in a test with the trait
/// `.stubProviders`. `url` is what comes before `/images/generations`; `prefixes` are the beginnings of
/// the cases' paths, as `touchstone check` takes them; `providers` those that your gateway calls.
public func expectConforms(
  to url: URL,
  key: String = "any-key",
  only prefixes: [String] = [],
  providers: [String] = ["fal", "fireworks", "replicate"],
  sourceLocation: SourceLocation = #_sourceLocation
) async throws {
  for failure in try await conformanceFailures(of: url, key: key, only: prefixes, at: providers) {
    Issue.record("\(failure)", sourceLocation: sourceLocation)
  }
}

/// The text of each failed case, as `touchstone check` prints it.
func conformanceFailures(
  of url: URL,
  key: String = "any-key",
  only prefixes: [String],
  at names: [String] = ["fal", "fireworks", "replicate"]
) async throws -> [String] {
  let witness = try witness(of: url.absoluteString, key: key)
  let layers = try GoldenLayers(Contract.search)
  let requirements = try layers.requirements()
  var filter = CaseFilter()
  filter.prefixes = prefixes
  let suite = Suite.wire(
    catalog: try ModelCatalog.shipped(),
    expected: try layers.expectedLines(),
    requirements: requirements,
    providers: Set(names),
    in: SuiteScope(filter)
  )
  let chosen = suite.cases.filter { item in
    prefixes.isEmpty || prefixes.contains { item.id.hasPrefix($0) }
  }
  guard !chosen.isEmpty else { throw StubError.noCases(prefixes) }
  let beginning = RunBeginning(
    contract: requirements.revision,
    gateway: ["url": .string(witness.base)],
    caseCount: chosen.count
  )
  let runner = Runner(
    requirements: requirements,
    strictness: Strictness(isReference: false),
    jobs: 4
  )
  var failures: [String] = []
  _ = await runner.run(chosen, in: Session(witness: witness), beginning) { event in
    guard case .finished(let result) = event else { return }
    guard [.failed, .errored].contains(result.verdict) else { return }
    failures.append(FailureText(style: .plain).text(of: result))
  }
  return failures
}

/// The witness that asks the gateway at `base`, and sees what it sends to the stubs of the test.
private func witness(of base: String, key: String) throws -> WireWitness {
  let client = HTTPClient(reaching: .anyAddress)
  return WireWitness(
    base: HTTPURL.base(base),
    key: key,
    client: client,
    fetcher: client,
    journal: try StubProviders.current.stubs.journal,
    catalog: try ModelCatalog.shipped(),
    clock: LoopWaiting()
  )
}

/// Where the contract's folder is.
private enum Contract {
  /// The package that this was built from, four folders above this file.
  static var search: FolderSearch {
    FolderSearch(
      workingDirectory: Folder(FileManager.default.currentDirectoryPath),
      sources: Folder(#filePath).parent?.parent?.parent?.parent
    )
  }
}
