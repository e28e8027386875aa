import Bytes
import Catalog
import Exchanges
import HTTPMessages
import Images

extension StubBackend {
  /// Has an order's pictures made and put where they can be fetched.
  func pictures(
    of order: StubOrder,
    for request: StubRequest,
    asData: Bool
  ) async -> [StubPicture] {
    let format = ImageFormat(mediaType: "image/" + order.formatWord) ?? .png
    let folder = "\(request.provider)/\(ids.next().prefix(40))"
    let end = end(of: .media, at: request.provider, faults: order.faults)
    var pictures: [StubPicture] = []
    bookkeeper.book(order.purchase, for: request.caseToken)
    for index in 0..<order.count {
      let drawn = PictureMaker.Order(
        size: order.size,
        format: format,
        seed: order.seed &+ index,
        quality: order.quality
      )
      let made = order.faults.isBomb ? StubBackend.bomb : await maker.picture(drawn)
      let bytes = delivered(made, order.faults)
      let mediaType = declared(format, order.faults).mediaType
      let name = "out-\(index).\(format.fileExtension)"
      let origin = order.faults.mediaOrigin ?? request.origin
      var url = "\(origin)/\(Provider.media)/\(folder)/\(name)"
      if asData || order.faults.isBase64Only {
        url = "data:\(mediaType);base64,\(Base64.encode(bytes))"
        bookkeeper.noteHandedOut(for: request.caseToken)
      } else {
        let item = MediaStore.Item(
          bytes: bytes,
          mediaType: mediaType,
          end: end,
          isForSale: true,
          faults: order.faults
        )
        media.put(item, at: "\(folder)/\(name)")
      }
      pictures.append(
        StubPicture(url: url, name: name, mediaType: mediaType, bytes: bytes, size: order.size)
      )
    }
    return pictures
  }

  /// A PNG of one color, 200 megapixels in a few kilobytes.
  private static let bomb = PNGEncoder.flat(PixelSize(14142, 14142), color: RGBA(9, 9, 9))

  /// When a provider forgets what it keeps: at once where a fault says so.
  func end(
    of kept: Provider.LimitName,
    at provider: String,
    faults: Faults
  ) -> ContinuousClock.Instant {
    guard !faults.isExpired else { return clock.now }
    let seconds = catalog.provider(provider)?.limits[kept]?.value ?? 3600
    return clock.now.advanced(by: .seconds(seconds))
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
