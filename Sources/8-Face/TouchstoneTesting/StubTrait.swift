public import Foundation
public import Testing

/// Gives each test, and each case of a parameterised one, something of its own on this machine.
public struct StubTrait: TestTrait, SuiteTrait, TestScoping {
  typealias Body = @Sendable () async throws -> Void

  /// Starts it, runs the test, ends it however the test has ended.
  let scope: @Sendable (_ test: Body) async throws -> Void

  public var isRecursive: Bool { true }

  public func provideScope(
    for test: Test,
    testCase: Test.Case?,
    performing function: @Sendable () async throws -> Void
  ) async throws {
    try await scope(function)
  }
}

extension Trait where Self == StubTrait {
  /// A gateway on this machine: `try StubGateway.current`.
  public static var stubGateway: Self { stubGateway(faults: []) }

  /// A gateway on this machine that goes wrong as told.
  public static func stubGateway(faults: [StubFault]) -> Self {
    StubTrait { test in try await withStubGateway(faults: faults) { _ in try await test() } }
  }

  /// The providers on this machine: `try StubProviders.current`.
  public static var stubProviders: Self { stubProviders(faults: []) }

  /// The providers on this machine, going wrong as told.
  public static func stubProviders(faults: [StubFault]) -> Self {
    StubTrait { test in try await withStubProviders(faults: faults) { _ in try await test() } }
  }

  /// The recordings of a file or folder among a bundle's resources: `try ReplayedProviders.current`.
  ///
  /// The test fails where the bundle has none of that name.
  public static func replay(_ name: String, in bundle: Bundle) -> Self {
    replay(path: bundle.resourceURL?.appending(path: name).path(percentEncoded: false) ?? name)
  }

  /// The recordings of a HAR file, or of a folder of them.
  public static func replay(path: String) -> Self {
    StubTrait { test in try await withReplay(of: path) { _ in try await test() } }
  }
}
