import Drift
package import Files
import HTTPMessages
import HTTPTransport

/// The pages that words name: files, whole folders, and addresses where these may be asked.
package struct PageSources: Sendable {
  private let folder: Folder
  private let isLive: Bool
  /// Reads a file that a word names, or what is piped in.
  private let bytes: @Sendable (String) throws -> [UInt8]

  /// Words are meant from the folder, or from the root.
  package init(
    in folder: Folder,
    isLive: Bool,
    bytes: @escaping @Sendable (String) throws -> [UInt8]
  ) {
    self.folder = folder
    self.isLive = isLive
    self.bytes = bytes
  }

  /// A page's text and where it was found.
  package typealias Text = (source: String, text: String)

  /// Every page that the words name; the state keeps what addresses answered, so that they need not send it again.
  func texts(_ words: [String], state: inout DriftState) async throws -> [Text] {
    guard !words.isEmpty else { throw DriftFault.noPage }
    var texts: [Text] = []
    for word in words {
      if word.hasPrefix("http://") || word.hasPrefix("https://") {
        guard isLive else { throw DriftFault.unaskedPage(word) }
        texts.append((word, try await fetched(word, &state)))
      } else {
        texts += try files(word)
      }
    }
    return texts
  }

  func files(_ word: String) throws -> [Text] {
    let named = Folder(word.hasPrefix("/") ? word : folder.path(of: word))
    let names = [".txt", ".md", ".json"].flatMap { named.files(under: "", suffix: $0) }.sorted()
    guard names.isEmpty else {
      return try names.map { name in
        ("\(word)/\(name)", String(decoding: try named.bytes(of: name), as: UTF8.self))
      }
    }
    return [(word, String(decoding: try bytes(word), as: UTF8.self))]
  }

  /// One address after another, each at most once, and only what is new.
  private func fetched(_ url: String, _ state: inout DriftState) async throws -> String {
    let fetcher = PageFetcher(client: HTTPClient(reaching: .anyAddress), clock: LoopWaiting())
    let page = try await fetcher.page(url, known: state.pages[url])
    state.pages[url] = page
    return page.text
  }
}
