import CanonicalJSON

/// What a request's size must become at one offer.
enum SizeAnswer: Equatable {
  /// 400, and nobody is called.
  case refused
  case fields(JSONObject, delivers: Delivered)

  enum Delivered: Equatable {
    case pixels(width: Int, height: Int)
    /// The provider or the source picture decides.
    case open
  }
}
