// A gateway, or the providers behind one, on this machine: no key, no bill.
//
//   test('draws', async (t) => {
//     const gateway = await touchstoneGateway(t);
//     const client = new OpenAI({ baseURL: gateway.url, apiKey: gateway.key });
//     await client.images.generate({ model: 'flux.2-max', prompt: 'a tree' });
//     assert.equal((await gateway.calls())[0].input.prompt, 'a tree');
//   });

import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { program } from './program.js';

const run = promisify(execFile);

/// Starts a gateway on a free port; a test of node:test ends it, else `stop()` does.
export const touchstoneGateway = (test, ...options) => Gateway.start(test, options);

/// Starts the stub providers on a free port; a test of node:test ends them, else `stop()` does.
export const touchstoneProviders = (test, ...options) => Providers.start(test, options);

/// A touchstone that listens until it is stopped; what `reset()` leaves behind is told no more.
class Server {
  #process;
  #seen = 0;
  #spent = {};

  constructor(process, origin) {
    this.#process = process;
    this.origin = origin;
  }

  static async start(test, options) {
    const child = spawn(program(), [this.verb, '--port', '0', '--quiet', ...options], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    const origin = await new Promise((resolve, reject) => {
      const read = (part) => {
        said += part;
        const found = this.banner.exec(said);
        if (found) resolve(found[1]);
      };
      child.stdout.on('data', read);
      child.stderr.on('data', read);
      child.once('error', reject);
      child.once('exit', () => reject(new Error(`touchstone ${this.verb} does not start:\n${said}`)));
    });
    const server = new this(child, origin);
    test?.after(() => server.stop());
    return server;
  }

  async stop() {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const ended = once(this.#process, 'exit');
    this.#process.kill('SIGINT');
    await ended;
  }

  /// The requests for pictures since the last reset, in order of arrival.
  async calls() {
    return (await this.exchanges()).filter((exchange) => this.isOrder(exchange)).map(call);
  }

  /// The pictures whose addresses were handed out since the last reset; those in base64 are in answers alone.
  async pictures() {
    const texts = (await this.exchanges()).flatMap((exchange) => textsIn(exchange.response?.body));
    const ours = [`${this.origin}/files/`, `${this.origin}/media/`];
    const kept = new Set(texts.filter((text) => ours.some((prefix) => text.startsWith(prefix))));
    return [...kept].map((url) => new Picture(url));
  }

  /// The bill since the last reset: asked, submitted, paid, delivered, wasted, usd …
  async ledger() {
    const total = Object.entries(await this.ask('ledger'));
    return Object.fromEntries(total.map(([name, value]) => [name, rounded(value - (this.#spent[name] ?? 0))]));
  }

  /// Begins a new journal and a new ledger.
  async reset() {
    for (const { number } of await this.exchanges()) this.#seen = Math.max(this.#seen, number);
    this.#spent = await this.ask('ledger');
  }

  isNew = (exchange) => exchange.number > this.#seen;

  async ask(path, method = 'GET', body = undefined) {
    const answer = await fetch(`${this.origin}/__touchstone/${path}`, { method, body: body && JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  }
}

/// The reference gateway with stub providers behind it; its journal holds the latest fifty requests.
class Gateway extends Server {
  static verb = 'serve';
  static banner = /OPENAI_BASE_URL=(http:\/\/[^/\s]+)\/openai\/v1\n/;
  key = 'any-key';

  /// What SDKs call the base URL.
  get url() {
    return `${this.origin}/openai/v1`;
  }

  async exchanges() {
    const { exchanges } = await this.ask('exchanges');
    return Promise.all(exchanges.filter(this.isNew).reverse().map(({ number }) => this.ask(`exchanges/${number}`)));
  }

  isOrder({ method, url }) {
    return method === 'POST' && /\/images\/(generations|edits)$/.test(url);
  }
}

/// The stub providers: each has a path of its own below `url`, and takes any key of its own form.
class Providers extends Server {
  static verb = 'stub';
  static banner = /Stub providers at (http:\/\/\S+): set/;

  get url() {
    return this.origin;
  }

  /// The variables that lead most clients here, keys included.
  async environment() {
    const { port } = new URL(this.origin);
    const { stdout } = await run(program(), ['stub', '--print', 'env', '--port', port]);
    return Object.fromEntries([...stdout.matchAll(/^export (\w+)=(.*)$/gm)].map(([, name, value]) => [name, value]));
  }

  /// Every request since the last reset: polls, uploads and downloads, too.
  async requests() {
    return (await this.exchanges()).map(call);
  }

  /// Hits the next calls with a fault, in the words of `touchstone help faults`: 'status=429 times=2'.
  async fail(directives) {
    await this.ask('faults', 'POST', { fault: directives });
  }

  async reset() {
    await super.reset();
    await this.ask('faults', 'DELETE');
  }

  async exchanges() {
    const { exchanges } = await this.ask('journal');
    return exchanges.filter((exchange) => exchange.direction === 'incoming' && this.isNew(exchange));
  }

  isOrder({ order }) {
    return order;
  }
}

/// A picture that was handed out by its address.
class Picture {
  constructor(url) {
    this.url = url;
  }

  async read() {
    return Buffer.from(await (await fetch(this.url)).arrayBuffer());
  }

  /// What it really is, as `touchstone image --json` says: format, width, height, verdict …
  async measure() {
    const folder = await mkdtemp(join(tmpdir(), 'touchstone-'));
    try {
      const file = join(folder, 'picture');
      await writeFile(file, await this.read());
      const { stdout } = await run(program(), ['image', file, '--json']);
      return JSON.parse(stdout)[0];
    } finally {
      await rm(folder, { recursive: true });
    }
  }
}

/// A request with its answer; `calls` are what a gateway asked of its providers for it.
function call({ request, response, calls = [], ...exchange }) {
  const headers = (request?.headers ?? []).map(({ name, value }) => [name.toLowerCase(), value]);
  return {
    method: exchange.method ?? request.method,
    url: exchange.url ?? request.url,
    headers: Object.fromEntries(headers),
    input: request?.body ?? null,
    status: exchange.status ?? response?.status ?? null,
    output: response?.body ?? null,
    calls: calls.map(call),
  };
}

function textsIn(value) {
  if (typeof value === 'string') return [value];
  return value && typeof value === 'object' ? Object.values(value).flatMap(textsIn) : [];
}

const rounded = (value) => Math.round(value * 1e6) / 1e6;
