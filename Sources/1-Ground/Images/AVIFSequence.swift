/// Counts the frames of an animated AVIF.
enum AVIFSequence {
  /// The samples of the first track that has a table of their sizes.
  static func frameCount(_ bytes: [UInt8], in movie: Range<Int>) throws(ImageError) -> Int? {
    for track in try ISOBox.boxes(bytes, in: movie).boxes where track.type == "trak" {
      var body = track.body
      for type in ["mdia", "minf", "stbl", "stsz"] {
        guard let inner = try ISOBox.boxes(bytes, in: body).boxes.first(where: { $0.type == type })
        else { break }
        body = inner.body
        if type == "stsz", body.count >= 12 {
          return ISOBox.number(bytes, body.lowerBound + 8, count: 4)
        }
      }
    }
    return nil
  }
}
