package import Bytes
package import CanonicalJSON

extension PixelSize {
  /// `{"width": 1183, "height": 887}`.
  package var json: JSON { ["width": .integer(width), "height": .integer(height)] }
}
