import Testing

@testable import Catalog

struct UnknownModelTests {
  @Test func `says which model may have been meant, or where they are listed`() throws {
    let catalog = try ModelCatalog.shipped()
    #expect(try catalog.model(named: "flux-2-max").id == "flux.2-max")
    let near = #expect(throws: UnknownModel.self) { try catalog.model(named: "flux.2-mx") }
    #expect(near?.description == "unknown model 'flux.2-mx'. Did you mean 'flux.2-max'?")
    let far = #expect(throws: UnknownModel.self) { try catalog.model(named: "nothing-like-it") }
    #expect(far?.description == "unknown model 'nothing-like-it'; see 'touchstone sizes'")
  }
}
