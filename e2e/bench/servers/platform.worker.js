/**
 * The platform's own services as the relay needs them, under a bare workerd: a KV namespace, a queue that delivers to the
 * relay's consumer, and a dashboard that takes every event. They stand in for what on Cloudflare runs elsewhere.
 */
const values = new Map();

export const kv = {
  async fetch(request) {
    const { pathname } = new URL(request.url);
    if (request.method === "PUT") values.set(pathname, await request.text());
    if (request.method === "DELETE") values.delete(pathname);
    if (request.method !== "GET") return new Response(null, { status: 200 });
    const value = values.get(pathname);
    return value === undefined ? new Response(null, { status: 404 }) : new Response(value);
  },
};

let waiting = [];
let isDelivering = false;
const BATCH = 50;

export const queue = {
  async fetch(request, env, ctx) {
    const body = await request.json();
    waiting.push({ id: crypto.randomUUID(), timestamp: new Date(), attempts: 1, body });
    if (!isDelivering) ctx.waitUntil(deliver(env));
    return Response.json({ metadata: { metrics: { backlogCount: waiting.length, backlogBytes: 0 } } });
  },
};

async function deliver(env) {
  isDelivering = true;
  while (waiting.length > 0) {
    const messages = waiting.slice(0, BATCH);
    waiting = waiting.slice(BATCH);
    await env.RELAY.queue("agent-socket-events", messages, { metrics: {} });
  }
  isDelivering = false;
}

export const dashboard = {
  async fetch(request) {
    await request.arrayBuffer();
    return new Response("{}");
  },
};
