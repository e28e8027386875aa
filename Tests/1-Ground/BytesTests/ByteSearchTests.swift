import Bytes
import Testing

struct ByteSearchTests {
  /// The plain way, to hold the quick one against.
  private func plainIndex(of pattern: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
    (start...max(start, bytes.count)).first { bytes.dropFirst($0).starts(with: pattern) }
  }

  @Test func `finds what the plain search finds, from every start`() {
    let texts = ["abababc", "aaaa", "\r\n--a\r\n--ab", "xyz", "", "cabcabcab"]
    for text in texts {
      let bytes = Array(text.utf8)
      for pattern in ["ab", "abc", "a", "\r\n--ab", "cab", "zzz"] {
        let search = ByteSearch(Array(pattern.utf8))
        for start in 0...bytes.count {
          let expected = plainIndex(of: search.pattern, in: bytes, from: start)
          #expect(search.firstIndex(in: bytes, from: start) == expected)
        }
      }
    }
  }

  @Test(arguments: [("ab\rcd", 2), ("\nab\r", 0), ("ab", nil), ("", nil)] as [(String, Int?)])
  func `finds the first line break of either kind`(text: String, place: Int?) {
    #expect(Array(text.utf8)[...].firstLineBreak == place)
  }
}
