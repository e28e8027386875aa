import CanonicalJSON

/// The form that a request's size must take at one offer.
enum SizeAnswer: Equatable {
  /// 400, and no provider is called.
  case refused
  case fields(JSONObject, delivers: Delivered)

  enum Delivered: Equatable {
    case pixels(width: Int, height: Int)
    /// The provider or the source picture decides.
    case open
  }
}
