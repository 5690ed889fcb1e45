/** `POST /api/relay/events`: what happened at the relay, signed. */
import { IngestEvents, readControl } from "@agent-socket/protocol/control-plane";
import { env } from "../../../../env.ts";
import { ingestEvents } from "../../../../features/relay-events/ingest-events.ts";
import { answerRelay } from "../../../../relay/answer-relay.ts";

export function POST(request: Request): Promise<Response> {
  return answerRelay(
    request,
    (message) => readControl(IngestEvents, message, env().controlSecrets, "events"),
    (ctx, { events }) => ingestEvents({ ctx, input: events }),
  );
}
