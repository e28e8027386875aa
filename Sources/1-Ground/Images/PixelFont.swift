/// Letters of five by seven cells: as many as the pictures need.
enum PixelFont {
  private static let glyphs: [Character: [String]] = [
    "0": [" ### ", "#   #", "#  ##", "# # #", "##  #", "#   #", " ### "],
    "1": ["  #  ", " ##  ", "  #  ", "  #  ", "  #  ", "  #  ", " ### "],
    "2": [" ### ", "#   #", "    #", "   # ", "  #  ", " #   ", "#####"],
    "3": ["#####", "   # ", "  #  ", "   # ", "    #", "#   #", " ### "],
    "4": ["   # ", "  ## ", " # # ", "#  # ", "#####", "   # ", "   # "],
    "5": ["#####", "#    ", "#### ", "    #", "    #", "#   #", " ### "],
    "6": ["  ## ", " #   ", "#    ", "#### ", "#   #", "#   #", " ### "],
    "7": ["#####", "    #", "   # ", "  #  ", " #   ", " #   ", " #   "],
    "8": [" ### ", "#   #", "#   #", " ### ", "#   #", "#   #", " ### "],
    "9": [" ### ", "#   #", "#   #", " ####", "    #", "   # ", " ##  "],
    "x": ["     ", "     ", "#   #", " # # ", "  #  ", " # # ", "#   #"],
    "F": ["#####", "#    ", "#    ", "#### ", "#    ", "#    ", "#    "],
  ]

  /// The inked cells of a line of text, with one empty cell around each letter.
  static func cells(_ text: String) -> [[Bool]] {
    let letters = text.map { glyphs[$0] ?? [] }
    let width = text.count * 6 + 1
    let empty = [Bool](repeating: false, count: width)
    let rows = (0..<7).map { row in
      letters.reduce(into: [false]) { cells, letter in
        let line = letter.isEmpty ? "     " : letter[row]
        cells += line.map { $0 == "#" } + [false]
      }
    }
    return [empty] + rows + [empty]
  }
}
