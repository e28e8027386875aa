import Bytes
import CanonicalJSON
import Catalog
import Contract
import Exchanges
import Files

/// Cases of files: a client that names one of the gateway's own machine does not have it sent to a provider.
struct WireFileCases {
  func all(_ places: [OfferInMode]) -> [Case] {
    var providers: Set<String> = []
    return places.filter { $0.mode == .edit && providers.insert($0.offer.provider).inserted }
      .flatMap { [path($0), url($0)] }
  }

  /// A path as the text where a body has its picture.
  private func path(_ place: OfferInMode) -> Case {
    var question = question(place, "file-path")
    question.ask.fields["image"] = .string(PlantedFile.placeholder)
    return question.planting()
  }

  /// A `file:` URL where a body has the URL of its picture.
  private func url(_ place: OfferInMode) -> Case {
    var question = question(place, "file-url")
    question.ask.fields["images"] = [["image_url": .string("file://" + PlantedFile.placeholder)]]
    return question.planting()
  }

  private func question(_ place: OfferInMode, _ name: String) -> Question {
    var question = Question(
      place,
      id: "wire/net/\(place.steps)/\(name)",
      [.netPrivate],
      ["prompt": Ask.smallPicture],
      expectation: "nothing of the file reaches the provider"
    )
    question.ask.pictures = []
    question.ask.encoding = .json
    return question
  }
}

/// A picture that lies on this machine for as long as a case is judged.
private struct PlantedFile {
  /// The stand-in for its path, until a case is put that knows its mark.
  static let placeholder = "{file}"

  let path: String
  let bytes: [UInt8]

  init(for token: CaseToken) {
    path = "/tmp/touchstone-\(token.id).png"
    bytes = PictureWish().picture(for: token, number: 62).bytes
  }

  /// Whether it stands anywhere in what reached a provider, as it is or as base64.
  func isSeen(in exchange: Exchange) -> Bool {
    exchange.requestBody.firstRange(of: bytes) != nil
      || exchange.requestBody.firstRange(of: Base64.encode(bytes).utf8) != nil
  }
}

extension Question {
  /// The case that plants a file, has the gateway led to it, and looks for it at the provider.
  fileprivate func planting() -> Case {
    asking { [self] witness, token in
      let file = PlantedFile(for: token)
      let root = Folder("/")
      do {
        try root.write(file.bytes, at: file.path)
      } catch {
        return [Judgement(.netPrivate, .skipped(why: "no file can be planted: \(error)"))]
      }
      defer { try? root.remove(String(file.path.dropFirst())) }
      witness.journal.expectUpload(of: file.bytes, for: token)
      let ask = ask.led(to: file.path, from: PlantedFile.placeholder)
      let seen = try await witness.testimony(to: ask, for: token)
      guard seen.exchanges.contains(where: file.isSeen) else {
        return [Judgement(.netPrivate, .met)]
      }
      let mismatch = Mismatch(
        side: .upstream,
        pointer: JSONPointer(["pictures"]),
        actual: "the file's bytes",
        why: "the client named a file of the gateway's machine, and the provider was sent it"
      )
      return [Judgement(.netPrivate, [mismatch])]
    }
  }
}
