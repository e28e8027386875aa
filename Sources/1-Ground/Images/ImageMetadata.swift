/// What a file carries beside its pixels.
package enum ImageMetadata: String, Sendable, CaseIterable {
  /// Where a picture came from and what was done to it, signed.
  case c2pa
  case exif
  /// A profile of colours.
  case icc
  case iptc
  /// Comments, and named texts such as the prompt.
  case text
  case xmp
}

extension ImageMetadata {
  /// The kind of a PNG's chunk; nil where it bears on the pixels.
  init?(ofChunk type: String, body: ArraySlice<UInt8>) {
    switch type {
    case "caBX": self = .c2pa
    case "eXIf": self = .exif
    case "iCCP": self = .icc
    case "iTXt" where body.starts(with: "XML:com.adobe.xmp\0".utf8): self = .xmp
    case "tEXt", "zTXt", "iTXt": self = .text
    default: return nil
    }
  }

  /// The kind of a JPEG's segment.
  init?(ofMarker marker: UInt8, body: ArraySlice<UInt8>) {
    switch marker {
    case 0xE1 where body.starts(with: "Exif\0".utf8): self = .exif
    case 0xE1 where body.starts(with: "http://ns.adobe.com/xap/1.0/\0".utf8): self = .xmp
    case 0xE2 where body.starts(with: "ICC_PROFILE\0".utf8): self = .icc
    case 0xEB where body.starts(with: "JP".utf8): self = .c2pa
    case 0xED where body.starts(with: "Photoshop 3.0\0".utf8): self = .iptc
    case 0xFE: self = .text
    default: return nil
    }
  }

  /// The kind of a WebP's chunk.
  init?(ofWebPChunk type: String) {
    switch type {
    case "C2PA": self = .c2pa
    case "EXIF": self = .exif
    case "ICCP": self = .icc
    case "XMP ": self = .xmp
    default: return nil
    }
  }

  /// The kind of a GIF's extension: by its label, and of an application's by its name.
  init?(ofExtension label: UInt8, name: ArraySlice<UInt8>) {
    switch label {
    case 0xFE: self = .text
    case 0xFF where name.starts(with: "XMP DataXMP".utf8): self = .xmp
    case 0xFF where name.starts(with: "ICCRGBG1012".utf8): self = .icc
    case 0xFF where name.starts(with: "C2PA_GIF".utf8): self = .c2pa
    default: return nil
    }
  }

  /// The kind of an item of an AVIF.
  init?(ofItem type: String) {
    switch type {
    case "Exif": self = .exif
    case "mime": self = .xmp
    default: return nil
    }
  }
}
