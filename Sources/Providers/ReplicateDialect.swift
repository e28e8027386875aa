import CanonicalJSON
import Catalog
package import HTTPMessages

/// Replicate's predictions of official models.
package struct ReplicateDialect: ProviderDialect {
  private let access: ProviderAccess
  private let patience: Int?

  package let provider = "replicate"

  /// `access` leads to `https://api.replicate.com/v1`; `patience` is how many seconds the first call may wait.
  ///
  /// Unless given it is as long as Replicate lets a call wait.
  package init(_ access: ProviderAccess, patience: Int? = nil) {
    self.access = access
    self.patience = patience
  }

  package func submission(of call: ProviderCall) throws(ProviderFailure) -> HTTPRequest {
    let body: JSON = ["input": .object(call.input)]
    var request = try request(
      .post,
      url("submit", access, ["endpoint": call.endpoint]),
      authorization: authorization(access),
      json: body.bytes()
    )
    let longest = facts?.limits["wait_seconds"]?.value
    if let seconds = patience ?? longest { request.fields["Prefer"] = "wait=\(seconds)" }
    return request
  }

  package func step(
    after answer: ProviderAnswer,
    to ticket: ProviderTicket?,
    of call: ProviderCall
  ) throws(ProviderFailure) -> ProviderStep {
    guard answer.isSuccess else { throw refusal(answer) }
    guard let prediction = answer.json, let status = prediction["status"]?.stringValue else {
      throw unreadable(answer, "the body is no prediction")
    }
    switch status {
    case "failed", "canceled", "aborted":
      throw ended(status, reason: prediction["error"]?.stringValue)
    case "succeeded":
      return .done(try output(prediction, of: answer))
    default:
      // An answer that waited may still say `processing` although its output is there.
      if let output = prediction["output"], !output.isNull {
        return .done(try self.output(prediction, of: answer))
      }
      guard let id = prediction["id"]?.stringValue else {
        throw unreadable(answer, "the prediction has no id")
      }
      return .wait(try self.ticket(id))
    }
  }

  package var longestDataURI: Int { facts?.limits["data_uri_bytes"]?.value ?? .max }

  package func upload(_ file: ProviderFile) throws(ProviderFailure) -> HTTPRequest {
    var form = MultipartWriter(boundary: "touchstone-\(file.bytes.count)-7d1b6c3e5f")
    form.append(
      MultipartPart(
        name: "content",
        filename: file.name,
        contentType: HTTPMediaType(file.mediaType),
        fields: [:],
        body: file.bytes[...]
      )
    )
    var request = try request(
      .post,
      url("upload", access),
      authorization: authorization(access),
      json: form.finished()
    )
    request.fields[.contentType] = form.contentType.text
    return request
  }

  package func location(in answer: ProviderAnswer) throws(ProviderFailure) -> String {
    guard answer.isSuccess else { throw refusal(answer) }
    guard let url = answer.json?["urls"]?["get"]?.stringValue else {
      throw unreadable(answer, "the upload has no URL")
    }
    return url
  }

  private func ticket(_ id: String) throws(ProviderFailure) -> ProviderTicket {
    let authorization = authorization(access)
    return ProviderTicket(
      id: id,
      next: try request(.get, url("status", access, ["id": id]), authorization: authorization),
      cancellation: try request(
        .post,
        url("cancel", access, ["id": id]),
        authorization: authorization
      )
    )
  }

  /// Models of one picture answer a text, the others a list.
  private func output(_ prediction: JSON, of answer: ProviderAnswer) throws(ProviderFailure)
    -> ProviderOutput
  {
    let urls: [JSON] =
      switch prediction["output"] {
      case .string(let url): [.string(url)]
      case .array(let urls): urls
      default: []
      }
    var images: [ProviderImage] = []
    for url in urls {
      guard let url = url.stringValue else { throw unreadable(answer, "an output is no URL") }
      images.append(try ProviderImage(url, from: provider))
    }
    guard !images.isEmpty else { throw unreadable(answer, "there is no output in it") }
    return ProviderOutput(images: images)
  }

  private func ended(_ status: String, reason: String?) -> ProviderFailure {
    let reason = reason ?? status
    let isModerated = reason.contains("flagged as sensitive") || reason.contains("NSFW")
    return ProviderFailure(
      provider: provider,
      kind: isModerated ? .moderated : .ended,
      message: SafeText.shortened(reason)
    )
  }

  private func refusal(_ answer: ProviderAnswer) -> ProviderFailure {
    let problems = answer.json?["invalid_fields"]?.arrayValue ?? []
    let fields = problems.map { problem in
      "\(problem["field"]?.stringValue ?? ""): \(problem["description"]?.stringValue ?? "refused")"
    }
    let detail = answer.json?["detail"]?.stringValue
    return .refusal(
      by: provider,
      answer: answer,
      message: fields.isEmpty ? detail ?? "no reason given" : fields.joined(separator: "; ")
    )
  }
}
