package import Catalog

/// A name that a gateway may serve a model by, and what is known of it beforehand.
package struct MapSubject: Sendable {
  /// The model as a client writes it.
  package var name: String
  package var mode: Mode
  /// The model of the catalog, whose sizes and parameters are worth asking for.
  package var model: Model?
  /// The offer's own terms, whose bounds are worth asking for.
  package var operation: Operation?
  /// The parameters that the gateway itself tells of.
  package var told: [Parameter] = []

  package init(name: String, mode: Mode, model: Model? = nil, operation: Operation? = nil) {
    self.name = name
    self.mode = mode
    self.model = model
    self.operation = operation
  }

  /// The parameters of the catalog, and those that only the gateway tells of.
  var parameters: [Parameter] {
    let known = model?.parameters ?? []
    return known + told.filter { told in !known.contains { $0.name == told.name } }
  }
}

/// How closely a name is looked at: of a model that many offers serve each gets fewer asks.
package struct MapDetail: Sendable {
  /// How close to a boundary between two shapes its neighbors must lie, as a share.
  var closeness: Double
  /// How many values of a parameter are asked for.
  var values: Int

  /// `subjects` share a thousand asks.
  package init(subjects: Int) {
    closeness = subjects <= 4 ? 0.012 : subjects <= 6 ? 0.02 : 0.04
    values = subjects <= 6 ? .max : 3
  }
}
