/** One answer to one request: plain JSON while it comes soon, and a stream of server-sent events from then on. */

/** Until then a client that is waited for too long by whatever stands between has not given up yet. */
const STREAM_AFTER_MS = 1_000;
/** Short, because it is by such a sign of life that the platform notices when the client is gone. */
export const KEEP_ALIVE_MS = 5_000;

/** `answer`: one JSON-RPC message. `giveUp` is called when nobody reads the stream any more. */
export async function jsonOrLateStream(answer: Promise<Response>, giveUp: () => void): Promise<Response> {
  const { promise: late, resolve } = Promise.withResolvers<null>();
  const timer = setTimeout(() => resolve(null), STREAM_AFTER_MS);
  try {
    const soon = await Promise.race([answer, late]);
    return (
      soon ?? new Response(eventsOf(answer, giveUp), { headers: { "content-type": "text/event-stream" } })
    );
  } finally {
    clearTimeout(timer);
  }
}

function eventsOf(answer: Promise<Response>, giveUp: () => void): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let signs: ReturnType<typeof setInterval> | null = null;
  const stopSigns = () => {
    if (signs !== null) clearInterval(signs);
    signs = null;
  };
  return new ReadableStream({
    start(controller) {
      const say = (text: string) => controller.enqueue(encoder.encode(text));
      const stillHere = () => say(": still here\n\n");
      stillHere();
      signs = setInterval(stillHere, KEEP_ALIVE_MS);
      const tell = async () => {
        const message = await (await answer).text();
        // Cancelled meanwhile.
        if (signs === null) return;
        stopSigns();
        say(`event: message\ndata: ${message}\n\n`);
        controller.close();
      };
      tell().catch((cause: unknown) => {
        stopSigns();
        controller.error(cause);
      });
    },
    cancel() {
      stopSigns();
      giveUp();
    },
  });
}
