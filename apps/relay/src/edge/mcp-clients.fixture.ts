/** The official client in its two lines, under one face, so that each test is played with both. */
import {
  Client as NewClient,
  StreamableHTTPClientTransport as NewTransport,
} from "@modelcontextprotocol/client";
import { Client as OldClient } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport as OldTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";

type Headers = Record<string, string>;
type CallOptions = {
  readonly signal?: AbortSignal;
  readonly onprogress?: (progress: { progress: number; message?: string | undefined }) => void;
};
export type CallResult = {
  readonly [member: string]: unknown;
  readonly content?: unknown;
  readonly structuredContent?: unknown;
  readonly isError?: unknown;
};

const identity = { name: "test-client", version: "1" };
const withOptions = ({ signal, onprogress }: CallOptions) => ({
  ...(signal === undefined ? {} : { signal }),
  ...(onprogress === undefined ? {} : { onprogress }),
});

async function oldClient(url: string, headers: Headers = {}) {
  const client = new OldClient(identity);
  const transport = new OldTransport(new URL(url), { requestInit: { headers } });
  // Its optional members are typed without `undefined`, which this compiler tells apart.
  await client.connect(transport as Parameters<OldClient["connect"]>[0]);
  return {
    client,
    revision: transport.protocolVersion,
    call: async (
      name: string,
      input: Record<string, unknown> = {},
      options: CallOptions = {},
    ): Promise<CallResult> => ({
      ...(await client.callTool({ name, arguments: input }, undefined, withOptions(options))),
    }),
  };
}

async function newClient(url: string, headers: Headers = {}) {
  const client = new NewClient(identity, { versionNegotiation: { mode: "auto" } });
  await client.connect(new NewTransport(new URL(url), { requestInit: { headers } }));
  return {
    client,
    revision: client.getNegotiatedProtocolVersion(),
    call: (
      name: string,
      input: Record<string, unknown> = {},
      options: CallOptions = {},
    ): Promise<CallResult> => client.callTool({ name, arguments: input }, withOptions(options)),
  };
}

export const CLIENTS = [
  { line: "v1", revision: "2025-11-25", connect: oldClient },
  { line: "v2", revision: "2026-07-28", connect: newClient },
] as const;
