package import Bytes
import CanonicalJSON
package import Catalog

/// The grade to which an operation gives the size that was asked.
package enum Grade: String, Sendable {
  /// The very pixels.
  case exact
  /// The shape that was asked, in the provider's own pixels.
  case nominal
  /// Another shape or scale, the nearest there is.
  case nearest
}

/// The choice that one operation makes for a wish.
package struct SizeChoice: Sendable {
  /// The provider's fields that say it.
  var fields: JSONObject = [:]
  /// Whether no size was asked for, so that a raw value of the client's may stand instead.
  var isDefault = false
  /// Whether the operation has no way to say it.
  var isDropped = false
  /// The published row that it comes to.
  package var row: SizeTable.Row?
  package var grade: Grade?
  package var delivers: PixelSize?
  /// How far the shape is from what was asked: what routing compares.
  var distance = 0.0

  /// Whether free pixels were asked and others come.
  var isMissed = false
}
