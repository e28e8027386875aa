// swift-tools-version: 6.3

import PackageDescription

/// One room of the house: a target, what it may import, and whether debug builds optimize it.
struct Room {
  var name: String
  var imports: [String]
  var optimized = false
  /// What its tests import besides.
  var testImports: [String] = []
}

/// The house, floor by floor, ground first.
///
/// A room imports what its row names, all of it and nothing else.
let house = [
  Room(name: "Bytes", imports: [], optimized: true),
  Room(name: "CanonicalJSON", imports: ["Bytes"], optimized: true),
  Room(name: "HTTPMessages", imports: ["Bytes"]),
  Room(name: "Sockets", imports: ["CEpoll"]),
  Room(name: "HTTPTransport", imports: ["CanonicalJSON", "HTTPMessages", "Sockets"]),
  Room(name: "Images", imports: ["Bytes"], optimized: true),
  Room(name: "Findings", imports: ["CanonicalJSON"]),
  Room(name: "Goldens", imports: ["Bytes", "CanonicalJSON", "Findings"]),
  Room(name: "Catalog", imports: ["Bytes", "CanonicalJSON"]),
  Room(name: "Dialects", imports: ["Bytes", "CanonicalJSON", "Catalog", "HTTPMessages"]),
  Room(name: "Exchanges", imports: ["Bytes", "CanonicalJSON", "HTTPMessages"]),
  Room(
    name: "Recordings",
    imports: ["Bytes", "CanonicalJSON", "Catalog", "Exchanges", "HTTPMessages", "Images"],
    testImports: ["Goldens"]
  ),
  Room(name: "Normalization", imports: ["Bytes", "CanonicalJSON", "Catalog"]),
  Room(
    name: "Providers",
    imports: ["Bytes", "CanonicalJSON", "Catalog", "Dialects", "HTTPMessages"]
  ),
  Room(
    name: "Stubs",
    imports: [
      "Bytes", "CanonicalJSON", "Catalog", "Dialects", "Exchanges", "HTTPMessages", "Images",
    ]
  ),
  Room(
    name: "Gateway",
    imports: [
      "Bytes", "CanonicalJSON", "Catalog", "Exchanges", "HTTPMessages", "Images", "Normalization",
      "Providers",
    ]
  ),
  Room(
    name: "Offline",
    imports: [
      "Catalog", "Exchanges", "Gateway", "HTTPMessages", "HTTPTransport", "Providers", "Stubs",
    ],
    testImports: ["Bytes", "CanonicalJSON", "Images"]
  ),
  Room(
    name: "WebConsole",
    imports: [
      "Bytes", "CanonicalJSON", "Catalog", "Exchanges", "HTTPMessages", "Normalization",
    ]
  ),
  Room(name: "Reports", imports: ["Bytes", "CanonicalJSON", "Findings"]),
  Room(
    name: "Parity",
    imports: ["Bytes", "CanonicalJSON", "Catalog", "Findings", "Normalization", "Reports"]
  ),
  Room(
    name: "Conformance",
    imports: [
      "Bytes", "CanonicalJSON", "Catalog", "Dialects", "Exchanges", "Findings", "Goldens",
      "HTTPMessages", "Images",
    ]
  ),
  Room(
    name: "Drift",
    imports: [
      "Bytes", "CanonicalJSON", "Catalog", "Dialects", "Findings", "Goldens", "HTTPMessages",
      "Images", "Recordings",
    ],
    testImports: ["Exchanges", "Stubs"]
  ),
  Room(
    name: "Sessions",
    imports: [
      "Bytes", "CanonicalJSON", "Catalog", "Conformance", "Exchanges", "Findings", "Gateway",
      "Goldens", "HTTPMessages", "HTTPTransport", "Images", "Normalization", "Offline",
      "Providers", "Recordings", "Sockets", "Stubs",
    ],
    testImports: ["FaultyGateways"]
  ),
  Room(
    name: "Commands",
    imports: [
      "Bytes", "CanonicalJSON", "Catalog", "Conformance", "Drift", "Exchanges", "Findings",
      "Goldens", "HTTPMessages", "HTTPTransport", "Images", "Offline", "Parity", "Providers",
      "Recordings", "Reports", "Sessions", "Sockets", "Stubs", "WebConsole",
    ],
    testImports: ["Gateway"]
  ),
  Room(
    name: "TouchstoneTesting",
    imports: [
      "CanonicalJSON", "Catalog", "Conformance", "Exchanges", "Findings", "Gateway", "Goldens",
      "HTTPMessages", "HTTPTransport", "Offline", "Recordings", "Reports", "Stubs",
    ]
  ),
]

/// Executables that are run by hand or by checks, and that no product names.
let tools = [
  Room(name: "Fuzzing", imports: ["Bytes", "CanonicalJSON", "HTTPMessages", "Images"]),
  Room(name: "Mutants", imports: ["Conformance", "FaultyGateways"]),
  Room(name: "Counterparts", imports: ["Bytes", "HTTPMessages", "HTTPTransport"]),
  Room(
    name: "Benchmarks",
    imports: [
      "Bytes", "CanonicalJSON", "Catalog", "Conformance", "Drift", "Exchanges", "Findings",
      "Goldens", "HTTPMessages", "HTTPTransport", "Images", "Normalization", "Offline", "Providers",
      "Recordings", "Reports", "Stubs",
    ]
  ),
]

/// What the tests of several rooms share, under Tests.
let testSupport = "TestSupport"

/// Gateways with planted faults, and correct ones that go about it in another way: the proof that the judge works.
let faultyGateways = Room(
  name: "FaultyGateways",
  imports: [
    "Bytes", "CanonicalJSON", "Catalog", "Conformance", "Exchanges", "Findings", "Gateway",
    "Goldens", "HTTPMessages", "HTTPTransport", "Images", "Offline", "Providers", "Sockets",
    "Stubs",
  ]
)

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

/// Codecs crawl without the optimizer, and so do the tests that run them.
let optimized: SwiftSetting = .unsafeFlags(["-O"], .when(configuration: .debug))

/// The one module of C: headers that Glibc's own map leaves out.
let epoll = "CEpoll"

var targets: [Target] = [.systemLibrary(name: epoll)]

func dependency(_ name: String) -> Target.Dependency {
  name == epoll
    ? .target(name: name, condition: .when(platforms: [.linux])) : .target(name: name)
}

for room in house {
  let imports = room.imports.map(dependency)
  targets.append(
    .target(
      name: room.name,
      dependencies: imports,
      swiftSettings: room.optimized ? strict + [optimized] : strict
    )
  )
  targets.append(
    .testTarget(
      name: "\(room.name)Tests",
      dependencies: imports + (room.testImports + [room.name, testSupport]).map(dependency),
      swiftSettings: strict
    )
  )
}

targets.append(
  .target(
    name: testSupport,
    dependencies: ["Goldens", "HTTPMessages"],
    path: "Tests/TestSupport",
    swiftSettings: strict
  )
)
targets.append(
  .target(
    name: faultyGateways.name,
    dependencies: (faultyGateways.imports + [testSupport]).map(dependency),
    path: "Tests/FaultyGateways",
    swiftSettings: strict
  )
)

for tool in tools {
  let imports = tool.imports.map { Target.Dependency.target(name: $0) }
  targets.append(.executableTarget(name: tool.name, dependencies: imports, swiftSettings: strict))
}
targets.append(
  .executableTarget(name: "touchstone", dependencies: ["Commands"], swiftSettings: strict)
)

let package = Package(
  name: "touchstone",
  platforms: [.macOS(.v26)],
  products: [
    .executable(name: "touchstone", targets: ["touchstone"]),
    .library(name: "TouchstoneTesting", targets: ["TouchstoneTesting"]),
  ],
  targets: targets
)
