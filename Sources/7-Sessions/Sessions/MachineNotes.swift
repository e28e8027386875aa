import Catalog
import HTTPMessages
import HTTPTransport

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// What this machine has of what commands may need.
package struct MachineNotes {
  package struct Note {
    package var name: String
    package var isThere: Bool
    package var detail: String
  }

  package private(set) var all: [Note] = []

  /// `ports` are the verbs that serve, each with its usual port.
  package init(_ environment: [String: String], ports: [(verb: String, port: Int)]) {
    for (verb, port) in ports { look(at: port, for: verb) }
    look(forKeysIn: environment)
    lookForTLS()
    lookForPrograms(along: environment["PATH"] ?? "")
  }

  private mutating func note(_ name: String, isThere: Bool, detail: String) {
    all.append(Note(name: name, isThere: isThere, detail: detail))
  }

  private mutating func look(at port: Int, for verb: String) {
    let nobody = HTTPHandlerClosure { _ in HTTPResponse(503) }
    let isFree = (try? HTTPServer(serving: nobody, port: port)) != nil
    note(
      "port \(port)",
      isThere: isFree,
      detail: isFree
        ? "free for touchstone \(verb)" : "in use: give touchstone \(verb) another with --port"
    )
  }

  /// Says which keys are there; never a letter of them.
  private mutating func look(forKeysIn environment: [String: String]) {
    for variable in ((try? Provider.shipped()) ?? []).map(\.key.variable) {
      let isSet = environment[variable]?.isEmpty == false
      note(
        variable,
        isThere: isSet,
        detail: isSet ? "set" : "not set; only touchstone record and live drift runs need it"
      )
    }
  }

  private mutating func lookForTLS() {
    do throws(TLSError) {
      try TLSContext.checkAvailability()
      note("https", isThere: true, detail: "OpenSSL 3 is there")
    } catch {
      note("https", isThere: false, detail: "\(error)")
    }
  }

  private mutating func lookForPrograms(along path: String) {
    func place(of program: String) -> String? {
      path.split(separator: ":").map { "\($0)/\(program)" }
        .first(where: FileManager.default.isExecutableFile)
    }
    let decoder = place(of: "vips") ?? place(of: "heif-convert")
    note(
      "foreign AVIF",
      isThere: decoder != nil,
      detail: decoder ?? "AVIF that others encoded is not compared without vips or heif-convert"
    )
    let swift = place(of: "swift")
    note("swift", isThere: swift != nil, detail: swift ?? "only needed to build from source")
  }
}
