// swift-tools-version: 6.3

import PackageDescription

/// When the optimizer works on a room.
enum Effort {
  /// In releases.
  case usual
  /// In debug builds, too: codecs and tens of thousands of cases crawl without it, and so do the tests of them.
  case always
  /// Never: what runs once need not be fast, and the optimizer takes most of its build.
  case never
}

/// One room of the house: a target, what it may import, and when it is optimized.
struct Room {
  var name: String
  var imports: [String]
  var effort = Effort.usual
  /// What its tests import besides.
  var testImports: [String] = []
}

/// A folder under Sources and under Tests, and the rooms in it.
struct Floor {
  var name: String
  var rooms: [Room]
}

/// The house, floor by floor, ground first; rooms stand in the order in which they build on each other.
///
/// A room imports what its row names, all of it and nothing else.
let floors = [
  // Bytes, JSON, HTTP, sockets, pictures, files: know nothing of gateways.
  Floor(
    name: "1-Ground",
    rooms: [
      Room(name: "Bytes", imports: [], effort: .always),
      Room(name: "CanonicalJSON", imports: ["Bytes"], effort: .always),
      Room(name: "HTTPMessages", imports: ["Bytes"], effort: .always),
      Room(name: "Sockets", imports: ["CEpoll"]),
      Room(name: "HTTPTransport", imports: ["CanonicalJSON", "HTTPMessages", "Sockets"]),
      Room(name: "Images", imports: ["Bytes"], effort: .always),
      Room(name: "Files", imports: []),
    ]
  ),
  // What gateways are held to, and the models and providers, as data.
  Floor(
    name: "2-Contract",
    rooms: [
      Room(name: "Catalog", imports: ["Bytes", "CanonicalJSON"], effort: .always),
      Room(name: "Contract", imports: ["Bytes", "CanonicalJSON", "Catalog", "Files"]),
    ]
  ),
  // How providers are spoken to, and what was said.
  Floor(
    name: "3-Wire",
    rooms: [
      Room(name: "Dialects", imports: ["Bytes", "CanonicalJSON", "Catalog", "HTTPMessages"]),
      Room(
        name: "Exchanges",
        imports: ["Bytes", "CanonicalJSON", "Catalog", "HTTPMessages"],
        effort: .always
      ),
      Room(
        name: "Recordings",
        imports: [
          "Bytes", "CanonicalJSON", "Catalog", "Exchanges", "Files", "HTTPMessages", "Images",
        ],
        testImports: ["Contract"]
      ),
    ]
  ),
  // The reference gateway; no judge imports it.
  Floor(
    name: "4-Judged",
    rooms: [
      Room(name: "Normalization", imports: ["Bytes", "CanonicalJSON", "Catalog"]),
      Room(
        name: "Providers",
        imports: ["Bytes", "CanonicalJSON", "Catalog", "Dialects", "HTTPMessages"]
      ),
      Room(
        name: "Gateway",
        imports: [
          "Bytes", "CanonicalJSON", "Catalog", "Exchanges", "HTTPMessages", "Images",
          "Normalization",
          "Providers",
        ]
      ),
    ]
  ),
  // Whoever plays the providers, and the reference before them.
  Floor(
    name: "5-Players",
    rooms: [
      Room(
        name: "Stubs",
        imports: [
          "Bytes", "CanonicalJSON", "Catalog", "Dialects", "Exchanges", "HTTPMessages", "Images",
        ]
      ),
      Room(
        name: "Offline",
        imports: [
          "Bytes", "Catalog", "Exchanges", "Files", "Gateway", "HTTPMessages", "HTTPTransport",
          "Providers", "Stubs",
        ],
        testImports: ["CanonicalJSON", "Images"]
      ),
    ]
  ),
  // Whoever says what is right; import nothing that they judge.
  Floor(
    name: "6-Judges",
    rooms: [
      Room(
        name: "Conformance",
        imports: [
          "Bytes", "CanonicalJSON", "Catalog", "Contract", "Dialects", "Exchanges", "Files",
          "HTTPMessages", "Images",
        ],
        effort: .always
      ),
      Room(
        name: "Mapping",
        imports: ["Bytes", "CanonicalJSON", "Catalog", "Conformance", "Contract"],
        testImports: [
          "Exchanges", "FaultyGateways", "HTTPMessages", "HTTPTransport", "Offline", "Stubs",
        ]
      ),
      Room(
        name: "Exploring",
        imports: [
          "Bytes", "CanonicalJSON", "Catalog", "Conformance", "Contract", "HTTPMessages", "Mapping",
        ],
        effort: .always,
        testImports: ["FaultyGateways"]
      ),
      Room(
        name: "Drift",
        imports: [
          "Bytes", "CanonicalJSON", "Catalog", "Contract", "Dialects", "Files", "HTTPMessages",
          "Images", "Recordings",
        ],
        testImports: ["Exchanges", "Stubs"]
      ),
    ]
  ),
  // Both sides of a gateway, set up and taken down.
  Floor(
    name: "7-Sessions",
    rooms: [
      Room(
        name: "Sessions",
        imports: [
          "Bytes", "CanonicalJSON", "Catalog", "Conformance", "Contract", "Drift", "Exchanges",
          "Exploring", "Files", "Gateway", "HTTPMessages", "HTTPTransport", "Images", "Mapping",
          "Normalization", "Offline", "Providers", "Recordings", "Sockets", "Stubs",
        ],
        testImports: ["Dialects", "FaultyGateways"]
      )
    ]
  ),
  // What people see: reports, pages, verbs, the library.
  Floor(
    name: "8-Face",
    rooms: [
      Room(name: "Terminal", imports: ["Bytes", "Files", "Sockets"], effort: .never),
      Room(
        name: "Reports",
        imports: [
          "Bytes", "CanonicalJSON", "Catalog", "Conformance", "Contract", "Drift", "Exchanges",
          "Exploring", "Files", "Images", "Mapping", "Terminal",
        ]
      ),
      Room(
        name: "Atlas",
        imports: ["Bytes", "CanonicalJSON", "Catalog", "Contract", "Reports"],
        effort: .never
      ),
      Room(
        name: "Parity",
        imports: [
          "Bytes", "CanonicalJSON", "Catalog", "Contract", "Normalization", "Reports", "Terminal",
        ],
        effort: .never
      ),
      Room(
        name: "WebConsole",
        imports: [
          "Bytes", "CanonicalJSON", "Catalog", "Exchanges", "HTTPMessages", "Normalization",
        ]
      ),
      Room(
        name: "Commands",
        imports: [
          "Atlas", "Bytes", "CanonicalJSON", "Catalog", "Conformance", "Contract", "Drift",
          "Exchanges", "Exploring", "Files", "HTTPMessages", "HTTPTransport", "Images",
          "Mapping", "Offline", "Parity", "Recordings", "Reports", "Sessions", "Stubs", "Terminal",
          "WebConsole",
        ],
        effort: .never,
        testImports: ["Gateway", "Sockets"]
      ),
      Room(
        name: "TouchstoneTesting",
        imports: [
          "CanonicalJSON", "Catalog", "Conformance", "Contract", "Exchanges", "Files", "Gateway",
          "HTTPMessages", "HTTPTransport", "Offline", "Recordings", "Reports", "Stubs", "Terminal",
        ]
      ),
    ]
  ),
]

/// Executables that are run by hand or by checks, and that no product names.
let tools = [
  Room(name: "Fuzzing", imports: ["Bytes", "CanonicalJSON", "HTTPMessages", "Images"]),
  Room(name: "Mutants", imports: ["Catalog", "Conformance", "Exploring", "FaultyGateways"]),
  Room(
    name: "Counterparts",
    imports: ["Bytes", "CanonicalJSON", "Drift", "Files", "HTTPMessages", "HTTPTransport"]
  ),
  Room(
    name: "Benchmarks",
    imports: [
      "Bytes", "CanonicalJSON", "Catalog", "Conformance", "Contract", "Drift", "Exchanges",
      "HTTPMessages", "HTTPTransport", "Images", "Normalization", "Offline", "Providers",
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
    "Bytes", "CanonicalJSON", "Catalog", "Conformance", "Contract", "Exchanges", "Exploring",
    "Files", "Gateway", "HTTPMessages", "HTTPTransport", "Images", "Mapping", "Offline",
    "Providers", "Sockets", "Stubs",
  ]
)

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

extension Effort {
  var settings: [SwiftSetting] {
    switch self {
    case .usual: []
    case .always: [.unsafeFlags(["-O"], .when(configuration: .debug))]
    case .never: [.unsafeFlags(["-Onone"], .when(configuration: .release))]
    }
  }
}

/// The one module of C: headers that Glibc's own map leaves out.
let epoll = "CEpoll"

var targets: [Target] = [.systemLibrary(name: epoll, path: "Sources/1-Ground/\(epoll)")]

func dependency(_ name: String) -> Target.Dependency {
  name == epoll
    ? .target(name: name, condition: .when(platforms: [.linux])) : .target(name: name)
}

for floor in floors {
  for room in floor.rooms {
    let imports = room.imports.map(dependency)
    targets.append(
      .target(
        name: room.name,
        dependencies: imports,
        path: "Sources/\(floor.name)/\(room.name)",
        swiftSettings: strict + room.effort.settings
      )
    )
    targets.append(
      .testTarget(
        name: "\(room.name)Tests",
        dependencies: imports + (room.testImports + [room.name, testSupport]).map(dependency),
        path: "Tests/\(floor.name)/\(room.name)Tests",
        swiftSettings: strict
      )
    )
  }
}

targets.append(
  .target(
    name: testSupport,
    dependencies: ["Files", "HTTPMessages"],
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
  targets.append(
    .executableTarget(
      name: tool.name,
      dependencies: tool.imports.map(dependency),
      path: "Sources/Tools/\(tool.name)",
      swiftSettings: strict
    )
  )
}
targets.append(
  .executableTarget(
    name: "touchstone",
    dependencies: ["Commands", "Terminal"],
    path: "Sources/8-Face/touchstone",
    swiftSettings: strict
  )
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
