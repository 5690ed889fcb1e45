/** `POST /api/relay/events`: what happened at the relay, signed. */
import { IngestEvents, readControl } from "@agent-socket/protocol/control-plane";
import { env } from "../../../../env.ts";
import { ingestTogether } from "../../../../features/relay-events/ingest-together.ts";
import { noteEvents } from "../../../../metrics/note-events.ts";
import { answerRelay } from "../../../../relay/answer-relay.ts";

export function POST(request: Request): Promise<Response> {
  return answerRelay(
    request,
    (message) => readControl(IngestEvents, message, env().controlSecrets, "events"),
    async (ctx, { events }, messageId) => {
      const taken = await ingestTogether({ ctx, messageId, input: events });
      if (taken !== null) noteEvents(events);
      return taken;
    },
  );
}
