import CanonicalJSON

extension PlanMutant {
  private static func bending(
    _ name: String,
    _ killer: String,
    _ change: @escaping @Sendable (inout JSONObject, JSONObject) -> Void
  ) -> PlanMutant {
    PlanMutant(testDescription: name, killer: killer, answer: change)
  }

  /// Changes every attempt of an answer.
  private static func everyPlan(_ answer: inout JSONObject, _ change: (inout JSONObject) -> Void) {
    let plans = answer["plans"]?.arrayValue ?? []
    answer["plans"] = .array(
      plans.map { plan in
        var object = plan.objectValue ?? [:]
        change(&object)
        return .object(object)
      }
    )
  }

  /// Changes the input of every call.
  private static func everyInput(
    _ answer: inout JSONObject,
    _ change: (inout JSONObject, Int) -> Void
  ) {
    everyPlan(&answer) { plan in
      let calls = plan["calls"]?.arrayValue ?? []
      plan["calls"] = .array(
        calls.enumerated().map { index, call in
          var object = call.objectValue ?? [:]
          var input = object["input"]?.objectValue ?? [:]
          change(&input, index)
          object["input"] = .object(input)
          return .object(object)
        }
      )
    }
  }

  private static func size(_ plan: inout JSONObject, _ change: (inout JSONObject) -> Void) {
    var size = plan["size"]?.objectValue ?? [:]
    change(&size)
    plan["size"] = .object(size)
  }

  static let answerMutants = [
    bending("another ratio goes up", "size.table") { answer, _ in
      everyInput(&answer) { input, _ in
        if input["aspect_ratio"] == "4:3" { input["aspect_ratio"] = "16:9" }
      }
    },
    bending("size goes up beside its translation", "size.table") { answer, request in
      everyInput(&answer) { input, _ in input["size"] = request["size"] }
    },
    bending("the asked size is said to be delivered", "size.delivered") { answer, _ in
      everyPlan(&answer) { plan in size(&plan) { $0["delivers"] = $0["row"] } }
    },
    bending("custom pixels are not moved to the step", "size.delivered") { answer, _ in
      everyInput(&answer) { input, _ in
        if input["width"] == 1008 { input["width"] = 1000 }
      }
    },
    bending("width and height change places", "size.custom") { answer, _ in
      everyInput(&answer) { input, _ in
        guard let size = input["image_size"] else { return }
        input["image_size"] = [
          "width": size["height"] ?? .null, "height": size["width"] ?? .null,
        ]
      }
    },
    bending("the provider's tier is not said", "size.spellings") { answer, request in
      guard request["aspect_ratio"] != nil else { return }
      everyInput(&answer) { input, _ in
        input["megapixels"] = nil
        input["resolution"] = nil
      }
    },
    bending("one seed for all", "n.seed") { answer, request in
      everyInput(&answer) { input, _ in
        if input["seed"] != nil { input["seed"] = request["seed"] }
      }
    },
    bending("a batch field for one picture", "n.default") { answer, _ in
      everyInput(&answer) { input, _ in
        if input["num_images"] == nil { input["num_images"] = 1 }
      }
    },
    bending("batches are not filled", "n.native") { answer, _ in
      everyInput(&answer) { input, _ in
        if input["num_images"] != nil { input["num_images"] = 2 }
      }
    },
    bending("provider defaults are spelled out", "norm.nothing-else") { answer, _ in
      everyInput(&answer) { input, _ in input["safety_tolerance"] = "2" }
    },
    bending("drops without a word", "norm.only-at") { answer, _ in
      everyPlan(&answer) { $0["dropped"] = [] }
    },
    bending("the client's name goes up", "norm.renamed") { answer, request in
      everyInput(&answer) { input, _ in
        if let scale = request["cfg_scale"] { input["cfg_scale"] = scale }
        input["guidance"] = nil
        input["guidance_scale"] = nil
      }
    },
    bending("text and integers are left alone", "norm.converted") { answer, request in
      everyInput(&answer) { input, _ in
        if let value = request["safety_tolerance"] { input["safety_tolerance"] = value }
      }
    },
    bending("response_format goes up", "format.never-upstream") { answer, request in
      everyInput(&answer) { input, _ in input["response_format"] = request["response_format"] }
    },
    bending("numbers pass through floating point", "norm.unknown") { answer, _ in
      everyInput(&answer) { input, _ in
        if input["vendor_option"] != nil {
          input["vendor_option"] = [
            "big": 1.2345678901234567e19, "deep": [1, "two", .null, true],
          ]
        }
      }
    },
    bending("a markup of a tenth", "cost.no-markup") { answer, _ in
      everyPlan(&answer) { plan in
        if let cost = plan["cost"]?.doubleValue { plan["cost"] = .number(JSONNumber(cost * 1.1)) }
      }
    },
    bending("the last offer first", "route.order") { answer, _ in
      answer["plans"] = .array((answer["plans"]?.arrayValue ?? []).reversed())
    },
  ]
}
