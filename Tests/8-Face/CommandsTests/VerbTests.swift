import Terminal
import CanonicalJSON
import Catalog
import TestSupport
import Testing

@testable import Commands

@Suite(.heavy)
struct VerbTests {
  private func output(_ arguments: String..., input: String = "") async -> String {
    await touchstone(arguments, input: input).output
  }

  private func json(_ arguments: String..., input: String = "") async throws -> JSON {
    try JSON(parsing: await touchstone(arguments + ["--json"], input: input).output)
  }

  @Test func `draws a model's shapes with their names and pixels`() async {
    let text = await output("sizes", "flux1.1-pro")
    #expect(text.hasPrefix("flux1.1-pro · 9 sizes, any WxH of 1–14142 a side\n\n1K\n"))
    #expect(text.contains("  4:3         4:5         5:4         1:1         3:4         2:3\n"))
    #expect(
      text.contains("  1183×887    916×1145    1145×916    1024×1024   887×1182    836×1254\n")
    )
    #expect(text.contains("└───┘"))
  }

  @Test func `prints sizes for programs`() async throws {
    let sizes = try await json("sizes", "flux-2-max")
    #expect(sizes["model"] == "flux.2-max")
    #expect(sizes["auto"] == true)
    #expect(sizes["custom"] == ["min": 1, "max": 14142])
    #expect(
      sizes["rows"]?[0]
        == ["width": 1183, "height": 887, "aspect_ratio": "4:3", "resolution": "1K"]
    )
    #expect(try await json("sizes", "flux.1-kontext-max")["custom"] == .some(.null))
  }

  @Test func `explains key=value, a file's request and standard input alike`() async throws {
    let words = try await json("explain", "fal/flux.2-max", "size=4:3", "n=2", "prompt=x")
    let written = try await json(
      "explain",
      "fal/flux.2-max",
      "--request",
      "-",
      input: #"{"size":"4:3","n":2,"prompt":"x"}"#
    )
    #expect(words == written)
    #expect(words["plans"]?[0]?["calls"]?.arrayValue?.count == 2)
    #expect(
      words["plans"]?[0]?["calls"]?[0]?["input"]?["image_size"] == ["width": 1183, "height": 887]
    )
  }

  @Test func `explains an edit from its image, and knows the size that image=WxH says`()
    async throws
  {
    let plan = try await json("explain", "replicate/flux.2-max", "image=1600x1200")
    #expect(plan["mode"] == "edit")
    #expect(plan["plans"]?[0]?["size"]?["delivers"] == ["width": 1184, "height": 880])
  }

  @Test func `tells people what a request becomes`() async {
    let text = await output("explain", "fal/flux.2-max", "size=1183x887", "output_quality=50")
    #expect(text.hasPrefix("flux.2-max · text to image · 1 attempt\n\n1  fal/flux.2-max · $0.1\n"))
    #expect(text.contains("1183×887 (exact)"))
    #expect(text.contains("output_quality  dropped: "))
  }

  @Test func `says why a request must be refused`() async throws {
    let run = await touchstone(["explain", "flux.2-max", "size=banana"])
    #expect(run.code == .usage)
    #expect(run.output.hasPrefix("refused (size): "))
    #expect(try await json("explain", "flux.2-max", "size=banana")["error"]?["param"] == "size")
  }

  @Test func `lists the cases that begin with a word that is no case`() async throws {
    let rows = await output("show", "sizes/flux.2-max/replicate").split(separator: "\n")
    #expect(rows.allSatisfy { $0.hasPrefix("  sizes/flux.2-max/replicate/") } && rows.count > 20)
    #expect(try await json("show", "sizes/flux.2-max/replicate").arrayValue?.count == rows.count)
  }

  @Test func `lists every verb below what people come for`() async {
    let text = await output("help")
    #expect(text.contains("\njudge a gateway\n  init "))
    for verb in Touchstone.verbs { #expect(text.contains("\n  \(verb.name) ")) }
  }

  @Test func `shows a case as a command to paste`() async {
    let text = await output("show", "sizes/flux.2-max/replicate/t2i/4x3")
    #expect(
      text.hasPrefix(
        #"""
        sizes/flux.2-max/replicate/t2i/4x3

        curl http://127.0.0.1:4020/v1/images/generations \
          -H "Authorization: Bearer $TOUCHSTONE_KEY" \
          -H "Content-Type: application/json" \
          -d '{"model":"replicate/flux.2-max","size":"1183x887","prompt":"a red cube on a white table"}'

        """#
      )
    )
    #expect(text.contains(/stands at +golden\/expected\/replicate_flux.2-max.t2i.jsonl:1\n/))
  }

  @Test func `shows pictures where a case has them, by the names that it gives them`() async {
    let form = await output("show", "wire/edit/flux.2-max/fal/edit/brackets-3")
    #expect(form.contains("  -F 'image[]=@image-1.png' \\\n  -F 'image[]=@image-2.png' \\\n"))
    #expect(!form.contains("-F image="))
    let body = await output("show", "wire/edit/flux.2-max/fal/edit/body")
    let file = #"data:image/png;base64,'"$(base64 < image-1.png | tr -d '\n')"'"#
    #expect(body.contains(##""images":[{"image_url":"\##(file)"}]"##))
    let mask = await output("show", "wire/edit/flux.2-max/fal/edit/mask")
    #expect(mask.contains("  -F image=@image-1.png \\\n  -F mask=@mask.png\n"))
    let bare = await output("show", "wire/edit/flux.2-max/fal/edit/exact-unlabelled")
    #expect(bare.contains("  -F image=@image-1\n"))
  }

  @Test func `tells a body that is no request in words`() async {
    let text = await output("show", "wire/body/not-json")
    #expect(text.contains("\n\nPOST /v1/images/generations (application/json) prompt=a\n"))
  }

  /// A case a published row, and one a model.
  private var lawCases: Int {
    get throws {
      let models = try ModelCatalog.shipped().models
      return models.flatMap(\.sizes.rows).count + models.count
    }
  }

  @Test func `lists, filters and shards the cases`() async throws {
    let all = await output("check", "--list", "law/")
    #expect(all.split(separator: "\n").count == (try lawCases))
    let one = await output("check", "--list", "--group", "law", "--model", "flux.2-max")
    #expect(one.split(separator: "\n").count == 10)
    var shards: [Substring] = []
    for shard in ["1/3", "2/3", "3/3"] {
      shards += await output("check", "--list", "law/", "--shard", shard).split(separator: "\n")
    }
    #expect(shards.sorted() == all.split(separator: "\n").sorted())
  }

  @Test func `goes as deep as it is asked, the reference all the way`() async {
    func ids(_ options: String...) async -> Set<Substring> {
      Set(
        await touchstone(["check", "--list", "--group", "n"] + options).output.split(
          separator: "\n"
        )
      )
    }
    let whole = await ids()
    let normal = await ids("--depth", "normal")
    let quick = await ids("--depth", "quick")
    #expect(await ids("--depth", "whole") == whole)
    #expect(normal.isStrictSubset(of: whole) && quick.isStrictSubset(of: normal))
    func has(_ name: String, _ ids: Set<Substring>) -> Bool {
      ids.contains { $0.hasPrefix("n/flux.2-max/fal/t2i/\(name) ") }
    }
    #expect(["5", "range-1", "range-6", "seeds"].allSatisfy { has($0, whole) })
    #expect(["5", "range-6", "seeds"].allSatisfy { !has($0, normal) } && has("range-1", normal))
    // One for each requirement at each provider: n/MODEL/PROVIDER/MODE/NAME · REQUIREMENT.
    let told = quick.map { line -> String in
      "\(line.split(separator: "/")[2]) \(line.split(separator: " ").last ?? "")"
    }
    #expect(Set(told).count == told.count)
  }

  @Test func `judges, and reports to a reader and to programs`() async throws {
    let count = try lawCases
    let end = "\n\(count) cases in 0 ms: \(count) passed\n"
    #expect(await output("check", "law/").hasSuffix(end))
    #expect(await output("check", "law/", "--quiet") == "")
    let report = try await json("check", "size.law")
    #expect(report["counts"]?["passed"] == .integer(count))
    #expect(report["gateway"]?["name"] == "reference")
  }

  @Test func `covers every requirement that is not planned, and no other`() async {
    let coverage = await touchstone(["golden", "coverage"])
    #expect(coverage.code == .success)
    #expect(!coverage.output.contains("fault:"))
  }

  @Test func `explains a requirement and where it comes from`() async {
    let text = await output("help", "size.table")
    #expect(text.hasPrefix("size.table\n  A published row"))
    #expect(text.contains("level      published: a published page says so"))
    #expect(
      await touchstone(["help", "size.tabel"]).errors
        == "error: no help on 'size.tabel'. Did you mean 'size.table'?\n"
    )
  }

  @Test func `explains a ruling, and lists them all`() async {
    let text = await output("help", "gif-input")
    #expect(text.hasPrefix("gif-input\n  Is a GIF an input for edits?\n\n  answer   refused, for"))
    #expect(text.contains(#"profile  "rulings": {"gif-input": "accepted"}"#))
    let list = await output("help", "rulings")
    #expect(list.contains("\ngif-input\n  Is a GIF an input for edits? refused | accepted"))
  }

  @Test func `lists the bugs that people reported, by repository, requirement or case`() async {
    let wide = ["COLUMNS": "400"]
    func list(_ prefix: String...) async -> [Substring] {
      await touchstone(["help", "bugs"] + prefix, environment: wide).output
        .split(separator: "\n").filter { $0.contains("#") || $0.contains("@") }
    }
    let all = await list()
    #expect(all.count == 82)
    #expect(await list("berriai/litellm#1").allSatisfy { $0.hasPrefix("BerriAI/litellm#1") })
    let money = await touchstone(["help", "bugs", "money."], environment: wide).output
    #expect(
      money.contains(
        """
        xorbitsai/xagent#2513
          An image request is retried although nobody knows whether the first one was carried out.
          money.unknown · wire/money/flux.2-max/fal/t2i/lost-submit

        """
      )
    )
    #expect(!money.contains("litellm"))
  }

  @Test func `says what to do where no bug begins so, and takes a prefix for bugs alone`() async {
    #expect(
      await touchstone(["help", "bugs", "nobody"]).errors
        == "error: none of the bugs begins with 'nobody'; see 'touchstone help bugs'\n"
    )
    #expect(await touchstone(["help", "faults", "money."]).code == .usage)
  }

  @Test func `explains the fault directives in one table`() async {
    let wide = ["COLUMNS": "400"]
    let text = await touchstone(["help", "faults"], environment: wide).output
    #expect(
      text.contains(
        "\n  status=CODE                    answers with this status in the provider's "
      )
    )
    #expect(text.contains("\n  wrong-size=WIDTHxHEIGHT        delivers pictures of this size\n"))
    #expect(text.split(separator: "\n").count { $0.hasPrefix("  ") } == 1 + 7 + 37)
    #expect(
      await touchstone(["help", "fault"]).errors
        == "error: no help on 'fault'. Did you mean 'faults'?\n"
    )
  }

  @Test(arguments: [
    ("env", "export FAL_AI_API_BASE=http://127.0.0.1:4021/fal\n"),
    ("litellm", "      api_base: http://127.0.0.1:4021/fal\n"),
    ("node", #"  "queue.fal.run": "/fal-queue",\#n"#),
    ("caddy", "\treverse_proxy http://127.0.0.1:4021\n"),
    ("compose", "FAL_BASE_URL: http://providers:4021/fal\n"),
  ])
  func `prints how a client is led to the stub`(recipe: String, line: String) async {
    let text = await output("stub", "--print", recipe)
    #expect(text.contains(line))
    #expect(text.contains("Not tested") == ["node", "compose"].contains(recipe))
  }

  @Test func `a recipe names the host and port that were given`() async {
    let text = await output(
      "stub",
      "--print",
      "env",
      "--host",
      "::1",
      "--port",
      "80",
      "--tls-cert",
      "a.pem"
    )
    #expect(text.contains("REPLICATE_BASE_URL=https://[::1]:80/replicate\n"))
    #expect(
      await touchstone(["stub", "--print", "docker"]).errors.hasPrefix(
        "error: '--print' must be one of env, litellm, node, caddy, compose, not 'docker'"
      )
    )
  }

  @Test func `asks the stub's certificate and its key together`() async {
    let halves = [
      ["--tls-cert", "c.pem"]: "error: '--tls-cert' also needs --tls-key FILE\n",
      ["--tls-key", "k.pem"]: "error: '--tls-key' also needs --tls-cert FILE\n",
    ]
    for (arguments, message) in halves {
      let run = await touchstone(["stub"] + arguments)
      #expect(run.code == .usage)
      #expect(run.errors == message)
    }
    let lost = await touchstone(
      ["stub", "--tls-cert", "no-such.pem", "--tls-key", "no-such.key"],
      in: "/nowhere"
    )
    #expect(lost.code == .usage)
    #expect(lost.errors.contains("from /nowhere/no-such.pem"))
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func `completes every verb and option in every shell`(shell: String) async {
    let script = await output("completions", shell)
    for verb in Touchstone.verbs {
      #expect(script.contains(verb.name))
      for option in verb.allOptions {
        #expect(script.contains(shell == "fish" ? "-l \(option.name)" : option.flag))
      }
    }
  }

  @Test func `lists every verb, and every option of each`() async {
    let overview = await output("help")
    for verb in Touchstone.verbs {
      #expect(overview.contains("\n  \(verb.name) ") || overview.contains("\n  \(verb.name)  "))
      let help = await output("help", verb.name)
      for option in verb.allOptions {
        #expect(help.contains("  \(option.shortFlag ?? option.flag)"))
      }
      #expect(await output(verb.name, "--help") == help)
    }
  }
}
