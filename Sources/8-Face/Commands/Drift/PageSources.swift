import Catalog
import Drift
import Files
import HTTPMessages
import HTTPTransport
import Terminal

/// The pages that operands name: files, whole folders, and with --live addresses.
struct PageSources {
  private let call: Invocation

  init(_ call: Invocation) { self.call = call }

  /// A page's text and where it was found.
  typealias Text = (source: String, text: String)

  /// Every page that the words name; the state keeps what addresses answered, so that they need not send it again.
  func texts(_ words: [String], state: inout DriftState) async throws -> [Text] {
    guard !words.isEmpty else { throw DriftUsage.missing("a page: FILE, DIR or with --live URL") }
    var texts: [Text] = []
    for word in words {
      if word.hasPrefix("http://") || word.hasPrefix("https://") {
        guard call[DriftOptions.live] else {
          throw DriftUsage.missing("--live, without which no address is asked: \(word)")
        }
        texts.append((word, try await fetched(word, &state)))
      } else {
        texts += try files(word)
      }
    }
    return texts
  }

  func files(_ word: String) throws -> [Text] {
    let folder = Folder(call.absolute(word))
    let names = [".txt", ".md", ".json"].flatMap { folder.files(under: "", suffix: $0) }.sorted()
    guard names.isEmpty else {
      return try names.map { name in
        ("\(word)/\(name)", String(decoding: try folder.bytes(of: name), as: UTF8.self))
      }
    }
    return [(word, String(decoding: try call.bytes(of: word), as: UTF8.self))]
  }

  /// One address after another, each at most once, and only what is new.
  private func fetched(_ url: String, _ state: inout DriftState) async throws -> String {
    let fetcher = PageFetcher(client: HTTPClient(reaching: .anyAddress), clock: LoopWaiting())
    let page = try await fetcher.page(url, known: state.pages[url])
    state.pages[url] = page
    return page.text
  }
}
