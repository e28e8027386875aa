import CanonicalJSON
import Catalog
import Exchanges

/// A prediction as Replicate shows it, from its start to its end.
struct ReplicatePrediction {
  var id: String
  var base: String
  var order: StubOrder

  private static let created: JSON = "2026-01-01T00:00:00.000Z"

  var starting: JSONObject { page("starting") }
  var processing: JSONObject { page("processing") }

  func succeeded(_ pictures: [StubPicture]) -> JSONObject {
    var page = ended("succeeded")
    let urls = pictures.map { JSON.string($0.url) }
    page["output"] = isList ? .array(urls) : urls.first ?? .null
    page["logs"] = .string("Using seed: \(order.seed)\n")
    return page
  }

  /// Ended without a picture: each family has its own words where moderation was the reason.
  var failed: JSONObject {
    var page = ended("failed")
    guard order.faults.isModerated else {
      page["error"] = "Prediction failed."
      return page
    }
    page["error"] =
      isList
      ? "All generated images contained NSFW content. Try running it again with a different prompt."
      : .string(
        "The input or output was flagged as sensitive. Please try again with different inputs. (E005) (\(id.prefix(10)))"
      )
    return page
  }

  /// The rest of a prediction once its data has been removed.
  static func removed(_ page: JSONObject) -> JSONObject {
    var page = page
    page["input"] = .object([:])
    page["output"] = .null
    page["logs"] = .null
    page["data_removed"] = true
    return page
  }

  var canceled: JSONObject {
    var page = processing
    page["status"] = "canceled"
    page["completed_at"] = ReplicatePrediction.created
    return page
  }

  /// An answer that waited: recordings show `processing` beside the output of list models.
  func waited(_ final: JSONObject) -> JSONObject {
    guard isList, final["output"]?.isNull == false else { return final }
    var page = final
    page["status"] = "processing"
    page["completed_at"] = nil
    page["metrics"] = nil
    return page
  }

  /// Models that take a count answer a list, the others one URL.
  private var isList: Bool { order.operation.batch != nil }

  private func ended(_ status: String) -> JSONObject {
    var page = page(status)
    page["started_at"] = ReplicatePrediction.created
    page["completed_at"] = ReplicatePrediction.created
    page["metrics"] = ["predict_time": 0.01, "total_time": 0.01]
    return page
  }

  private func page(_ status: String) -> JSONObject {
    let work = "\(base)/v1/predictions/\(id)"
    return [
      "id": .string(id), "model": .string(order.endpoint), "version": "hidden",
      "input": .object(order.input), "logs": "", "output": .null, "data_removed": false,
      "error": .null, "source": "api", "status": .string(status),
      "created_at": ReplicatePrediction.created,
      "urls": [
        "cancel": .string(work + "/cancel"), "get": .string(work),
        "web": .string("https://replicate.com/p/\(id)"),
      ],
    ]
  }
}
