import Atlas
import Terminal

/// A badge's form and where it goes, as the end of the file's name says.
struct BadgeTarget {
  let form: LevelBadge.Form
  let place: Destination

  init(_ word: String) throws(VerbError) {
    let ending = word.split(separator: ".").last.map(String.init) ?? ""
    guard word.contains("."), let form = LevelBadge.Form(rawValue: ending) else {
      throw .notABadge(word)
    }
    self.form = form
    place = Destination(word)
  }
}
