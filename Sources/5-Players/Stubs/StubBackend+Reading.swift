import Catalog
import Dialects
import HTTPMessages

extension StubBackend {
  /// The order that a request's body holds; `complaint` is what a provider says of one that is no object.
  func order(
    in request: StubRequest,
    to provider: Provider,
    unlessObject complaint: String
  ) throws(StubRefusal) -> ProviderOrder {
    do throws(ProviderOrder.Fault) {
      return try ProviderOrder(
        request.body,
        contentType: request.message.fields[.contentType],
        to: provider,
        among: catalog.operations(at: provider.name)
      )
    } catch {
      switch error {
      case .unreadable(let why): throw .malformedBody(why)
      case .notAnObject: throw .malformedBody(complaint)
      }
    }
  }
}
