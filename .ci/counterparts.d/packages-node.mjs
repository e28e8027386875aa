// The helpers for node:test as a stranger's tests use them. No registry of JavaScript is asked: `openai` is
// what sends what the official client sends, examples-openai.mjs.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import OpenAI from 'openai';
import { touchstoneGateway, touchstoneProviders } from 'touchstone-gateways/testing';

const refused = (status) => (error) => error.message.startsWith(`${status} `);

test('a picture is drawn and noted', async (t) => {
  const gateway = await touchstoneGateway(t);
  const client = new OpenAI({ baseURL: gateway.url, apiKey: gateway.key });
  const asked = { model: 'flux.2-max', prompt: 'a lighthouse', size: '1183x887', n: 2 };
  const answer = await client.images.generate(asked);
  const [call] = await gateway.calls();
  assert.deepEqual([call.method, call.status, call.input], ['POST', 200, asked]);
  assert.match(call.headers['user-agent'], /^OpenAI\/JS/);
  const orders = call.calls.filter((each) => each.method === 'POST');
  assert.deepEqual(orders.map((each) => each.input.image_size.width), [1183, 1183]);
  const pictures = await gateway.pictures();
  assert.deepEqual(pictures.map((picture) => picture.url), answer.data.map((image) => image.url));
  const { verdict, width, height } = await pictures[0].measure();
  assert.deepEqual([verdict, width, height], ['sound', 1183, 887]);
});

test('the ledger is of this test alone', async (t) => {
  const gateway = await touchstoneGateway(t);
  const client = new OpenAI({ baseURL: gateway.url, apiKey: gateway.key });
  assert.deepEqual([await gateway.calls(), (await gateway.ledger()).asked], [[], 0]);
  await client.images.generate({ model: 'flux.2-max', prompt: 'a tree', response_format: 'b64_json', n: 2 });
  const { asked, paid, delivered } = await gateway.ledger();
  assert.deepEqual([asked, paid, delivered], [2, 2, 2]);
  assert.deepEqual(await gateway.pictures(), []);
  await gateway.reset();
  assert.deepEqual(await gateway.calls(), []);
  assert.ok(Object.values(await gateway.ledger()).every((value) => value === 0));
  await client.images.generate({ model: 'flux.2-max', prompt: 'another' });
  assert.deepEqual((await gateway.calls()).map((call) => call.input.prompt), ['another']);
});

test('a refusal reaches the client', async (t) => {
  const gateway = await touchstoneGateway(t);
  const client = new OpenAI({ baseURL: gateway.url, apiKey: gateway.key });
  const prompt = 'x [fault: gateway=RATE_LIMITED]';
  await assert.rejects(client.images.generate({ model: 'flux.2-max', prompt }), refused(429));
  assert.equal((await gateway.calls())[0].status, 429);
});

test('providers are led to by the environment', async (t) => {
  const providers = await touchstoneProviders(t);
  const { OPENAI_BASE_URL: baseURL, OPENAI_API_KEY: apiKey } = await providers.environment();
  const client = new OpenAI({ baseURL, apiKey });
  const answer = await client.images.generate({ model: 'gpt-image-1.5', prompt: 'a tree', size: '1024x1024' });
  assert.equal(Buffer.from(answer.data[0].b64_json, 'base64').toString('latin1', 1, 4), 'PNG');
  assert.equal((await providers.calls())[0].url, `${providers.url}/openai/v1/images/generations`);
  await providers.fail('status=429 times=1');
  await assert.rejects(client.images.generate({ model: 'gpt-image-1.5', prompt: 'another' }), refused(429));
  await providers.fail('status=429 times=1');
  await providers.reset();
  await client.images.generate({ model: 'gpt-image-1.5', prompt: 'a third' });
  assert.deepEqual((await providers.calls()).map((call) => call.status), [200]);
  assert.equal((await providers.ledger()).paid, 1);
  await fetch(`${baseURL}/models`, { headers: { Authorization: `Bearer ${apiKey}` } });
  assert.deepEqual((await providers.requests()).map((request) => request.method), ['POST', 'GET']);
});

test('a server that does not start says why', async (t) => {
  await assert.rejects(touchstoneGateway(t, '--nonsense'), /unknown option/);
});

test('the launcher ends as the program does', () => {
  const run = (...words) => spawnSync('npx', ['--no-install', 'touchstone', ...words], { encoding: 'utf8' });
  assert.match(run('version').stdout, /^touchstone \d/);
  assert.equal(run('no-such-verb').status, 2);
});
