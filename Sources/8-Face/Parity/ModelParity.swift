package import Bytes
import CanonicalJSON
package import Catalog
import Normalization

/// A model's published sizes and parameters at each of its offers, side by side.
///
/// Made of plans alone, so it asks nobody and is ready at once.
package struct ModelParity: Sendable {
  package let model: Model
  package let mode: Mode
  /// The columns, in the order of the model's file.
  package let offers: [Offer]
  package internal(set) var sizes: [SizeRow]
  package let parameters: [ParameterRow]

  /// One size that a client may ask, and what each offer makes of it.
  package struct SizeRow: Sendable {
    package let asked: AskedSize
    /// One for each offer.
    package internal(set) var fits: [SizeFit]
  }

  /// One canonical parameter, and what each offer makes of it.
  package struct ParameterRow: Sendable {
    package let parameter: Parameter
    /// One for each offer.
    package let uses: [ParameterUse]
  }

  package init(_ model: Model, mode: Mode, catalog: ModelCatalog) {
    let bench = OfferPlanner(model: model, mode: mode, catalog: catalog)
    let offers = model.offers(for: mode)
    self.model = model
    self.mode = mode
    self.offers = offers
    sizes = AskedSize.all(of: model).map { asked in
      SizeRow(asked: asked, fits: offers.map { bench.fit(of: asked, at: $0) })
    }
    parameters = model.parameters.filter { $0.modes.contains(mode) }.map { parameter in
      ParameterRow(parameter: parameter, uses: offers.map { bench.use(of: parameter, at: $0) })
    }
  }

  /// Every mode of a model that has an offer.
  package static func all(of model: Model, catalog: ModelCatalog) -> [ModelParity] {
    model.modes.filter { !model.offers(for: $0).isEmpty }.map {
      ModelParity(model, mode: $0, catalog: catalog)
    }
  }
}

extension ModelParity {
  /// These rows with the pixels that really came, where `measure` could say before the task was cancelled.
  package func measured(
    _ measure: (Offer, AskedSize) async throws -> PixelSize
  ) async -> ModelParity {
    var result = self
    for (row, size) in sizes.enumerated() {
      for (column, offer) in offers.enumerated() where size.fits[column].isServed {
        do {
          let pixels = try await measure(offer, size.asked)
          result.sizes[row].fits[column].measure(pixels, for: size.asked)
        } catch  where Task.isCancelled {
          return result
        } catch {
          result.sizes[row].fits[column].lose("\(error)")
        }
      }
    }
    return result
  }

  /// The sizes that the offer in this column can't give while another one can.
  package func lacks(at column: Int) -> [AskedSize] {
    sizes.filter { row in
      !row.fits[column].keepsShape && row.fits.contains(where: \.keepsShape)
    }.map(\.asked)
  }
}

extension [ModelParity] {
  /// All of them with the pixels that really came.
  package func measured(
    _ measure: (ModelParity, Offer, AskedSize) async throws -> PixelSize
  ) async -> [ModelParity] {
    var measured: [ModelParity] = []
    for table in self { measured.append(await table.measured { try await measure(table, $0, $1) }) }
    return measured
  }
}
