import Bytes
import Exchanges
import HTTPMessages
import Images

extension StubDesk {
  /// Has an order's pictures made and put where they can be fetched.
  func pictures(
    of order: StubOrder,
    for request: StubRequest,
    asData: Bool
  ) async -> [StubPicture] {
    let format = Studio.drawable(ImageFormat(mediaType: "image/" + order.formatWord) ?? .png)
    let folder = "\(request.service.provider)/\(ids.next().prefix(40))"
    var pictures: [StubPicture] = []
    for index in 0..<order.count {
      let drawn = Studio.Order(size: order.size, format: format, seed: order.seed &+ index)
      let bytes = delivered(await studio.picture(drawn), order.faults)
      let mediaType = declared(format, order.faults).mediaType
      let name = "out-\(index).\(format.fileExtension)"
      var url = "\(request.origin)/\(StubService.media.rawValue)/\(folder)/\(name)"
      if asData || order.faults.isBase64Only {
        url = "data:\(mediaType);base64,\(Base64.encode(bytes))"
      } else {
        media.put(MediaShelf.Item(bytes: bytes, mediaType: mediaType), at: "\(folder)/\(name)")
      }
      pictures.append(
        StubPicture(url: url, name: name, mediaType: mediaType, bytes: bytes, size: order.size)
      )
    }
    return pictures
  }

  private func delivered(_ bytes: [UInt8], _ faults: Faults) -> [UInt8] {
    guard let part = faults.truncation else { return bytes }
    return Array(bytes.prefix(bytes.count * part / 100))
  }

  private func declared(_ format: ImageFormat, _ faults: Faults) -> ImageFormat {
    guard faults.hasWrongType else { return format }
    return format == .jpeg ? .png : .jpeg
  }
}
