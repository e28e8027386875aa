public import Foundation
public import Testing

/// Gives each test, and each case of a parameterised one, a stub gateway of its own.
public struct StubGatewayTrait: TestTrait, SuiteTrait, TestScoping {
  let faults: [StubFault]

  public var isRecursive: Bool { true }

  public func provideScope(
    for test: Test,
    testCase: Test.Case?,
    performing function: @Sendable () async throws -> Void
  ) async throws {
    try await withStubGateway(faults: faults) { _ in try await function() }
  }
}

/// Gives each test, and each case of a parameterised one, stub providers of its own.
public struct StubProvidersTrait: TestTrait, SuiteTrait, TestScoping {
  let faults: [StubFault]

  public var isRecursive: Bool { true }

  public func provideScope(
    for test: Test,
    testCase: Test.Case?,
    performing function: @Sendable () async throws -> Void
  ) async throws {
    try await withStubProviders(faults: faults) { _ in try await function() }
  }
}

/// Gives each test, and each case of a parameterised one, a replay that begins anew.
public struct ReplayTrait: TestTrait, SuiteTrait, TestScoping {
  let path: String

  public var isRecursive: Bool { true }

  public func provideScope(
    for test: Test,
    testCase: Test.Case?,
    performing function: @Sendable () async throws -> Void
  ) async throws {
    try await withReplay(of: path) { _ in try await function() }
  }
}

extension Trait where Self == StubGatewayTrait {
  /// A gateway on this machine: `try StubGateway.current`.
  public static var stubGateway: Self { Self(faults: []) }

  /// A gateway on this machine that goes wrong as told.
  public static func stubGateway(faults: [StubFault]) -> Self { Self(faults: faults) }
}

extension Trait where Self == StubProvidersTrait {
  /// The providers on this machine: `try StubProviders.current`.
  public static var stubProviders: Self { Self(faults: []) }

  /// The providers on this machine, going wrong as told.
  public static func stubProviders(faults: [StubFault]) -> Self { Self(faults: faults) }
}

extension Trait where Self == ReplayTrait {
  /// The recordings of a file or folder among a bundle's resources: `try ReplayedProviders.current`.
  ///
  /// The test fails where the bundle has none of that name.
  public static func replay(_ name: String, in bundle: Bundle) -> Self {
    Self(path: bundle.resourceURL?.appending(path: name).path() ?? name)
  }

  /// The recordings of a HAR file, or of a folder of them.
  public static func replay(path: String) -> Self { Self(path: path) }
}
