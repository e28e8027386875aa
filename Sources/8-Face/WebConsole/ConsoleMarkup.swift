/// The page as it stands before its script has asked for anything.
enum ConsoleMarkup {
  static let body = #"""
    <header>
    <svg class="mark" viewBox="0 0 32 32" aria-hidden="true"><rect x="2" y="5" width="28" height="22" rx="7"/>
    <path d="M8 21 24 11M13 23l6-3.8"/></svg>
    <h1>Touchstone</h1>
    <p class="muted">a gateway on this machine: <code id="base"></code></p>
    <nav aria-label="sections"><a href="#request">Request</a> <a href="#models">Models</a>
    <a href="#exchanges">Exchanges</a></nav>
    </header>
    <noscript><p class="notice">This page asks the gateway by its script; without it, use curl.</p></noscript>
    <p class="notice" id="notice" role="alert" hidden></p>
    <main>
    <form id="request" aria-labelledby="request-title">
    <h2 id="request-title">Request</h2>
    <div class="row">
    <label class="wide">Model <select id="model"></select></label>
    <label>Provider <select id="provider"></select></label>
    </div>
    <fieldset class="modes"><legend>Mode</legend>
    <label><input type="radio" name="mode" value="t2i" checked> Generate</label>
    <label><input type="radio" name="mode" value="edit"> Edit</label>
    </fieldset>
    <div id="source" hidden>
    <label>Picture <input type="file" id="picture" accept="image/png,image/jpeg,image/webp" multiple></label>
    <button type="button" class="quiet" id="last" hidden>take the last result</button>
    <p class="thumbs" id="thumbs"></p>
    </div>
    <label>Prompt <textarea id="prompt" rows="3">a lighthouse at dusk, seen from the sea</textarea></label>
    <fieldset class="sizes"><legend>Size</legend><div class="shapes" id="shapes"></div>
    <label>as sent <input id="size" autocomplete="off" spellcheck="false" placeholder="none: the default"></label>
    </fieldset>
    <div class="row">
    <label>n <input id="n" type="number" min="1" max="10" value="1"></label>
    <label>response_format <select id="response"><option>url</option><option>b64_json</option></select></label>
    <label>output_format <select id="format"></select></label>
    </div>
    <details><summary>More fields, and the key</summary>
    <label>More fields, as JSON
    <textarea id="more" rows="3" spellcheck="false" placeholder='{"seed": 42}' aria-describedby="more-error"></textarea></label>
    <p class="bad" id="more-error"></p>
    <label>Key <input id="key" type="password" autocomplete="off" value="any"></label>
    </details>
    <div class="row send"><button type="submit" aria-keyshortcuts="Control+Enter">Send</button>
    <button type="button" class="quiet" id="curl">copy as curl</button>
    <output id="status" role="status"></output></div>
    </form>
    <div class="outcome">
    <section aria-labelledby="result-title"><h2 id="result-title">Result</h2>
    <div id="result"><p class="muted">Nothing sent yet.</p></div></section>
    <section aria-labelledby="plan-title"><h2 id="plan-title">What each offer would get</h2>
    <div id="plan"></div></section>
    <section aria-labelledby="calls-title"><h2 id="calls-title">What did happen</h2>
    <div id="calls"><p class="muted">The calls to providers stand here once a request was sent.</p></div></section>
    </div>
    </main>
    <section id="models" aria-labelledby="models-title"><h2 id="models-title">Models</h2>
    <p class="muted">Each published size, all drawn to one scale. Choosing one puts it into the request.</p>
    <div id="tables"></div></section>
    <section id="exchanges" aria-labelledby="exchanges-title"><h2 id="exchanges-title">Latest exchanges</h2>
    <p class="muted">Whatever any client sent, with secrets taken out. Reads that went well are left out.</p>
    <p id="ledger"></p>
    <div id="visits"><p class="muted">None yet.</p></div></section>
    """#
}
