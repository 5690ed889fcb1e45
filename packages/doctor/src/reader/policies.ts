/** The kinds of chats that fetch addresses, each with its powers. What they rest on is in docs/any-chat.md. */
import type { Policy } from "./policy.ts";

const MINUTE_MS = 60_000;
const PLAIN_TEXT = /^text\/(plain|html|css|csv|xml)\b/i;
const ANY_TEXT = /^(text\/|application\/([\w.-]+\+)?(json|xml)\b)/i;
const MAX_TEXT_CHARS = 100_000;

const printedReader: Policy = {
  userAgent: "Mozilla/5.0 (compatible; Claude-User/1.0; +https://support.anthropic.com)",
  robotsName: "Claude-User",
  accept: "*/*",
  methods: "GET",
  addresses: "printed",
  maxUrlChars: 250,
  contentTypes: PLAIN_TEXT,
  readsErrors: false,
  maxTextChars: MAX_TEXT_CHARS,
  cacheMs: 15 * MINUTE_MS,
  repeats: 0.25,
  requestsPerMinute: null,
  timeoutMs: 10_000,
  contentType: null,
};

export const policies = {
  "fetch-printed": printedReader,
  "fetch-shared-cache": printedReader,
  "fetch-build": {
    ...printedReader,
    userAgent: "Mozilla/5.0 (compatible; Google-Gemini-CLI)",
    robotsName: null,
    addresses: "composed",
    maxUrlChars: null,
    contentTypes: ANY_TEXT,
    readsErrors: true,
    cacheMs: 0,
    repeats: 0,
    requestsPerMinute: 10,
  },
  curl: {
    userAgent: "curl/8.16.0",
    robotsName: null,
    accept: "*/*",
    methods: "any",
    addresses: "any",
    maxUrlChars: null,
    contentTypes: /./,
    readsErrors: true,
    maxTextChars: MAX_TEXT_CHARS,
    cacheMs: 0,
    repeats: 0,
    requestsPerMinute: null,
    timeoutMs: 30_000,
    contentType: null,
  },
  openapi: {
    userAgent: "Mozilla/5.0 (compatible; ChatGPT-User/1.0; +https://openai.com/bot)",
    robotsName: null,
    accept: "application/json",
    methods: "any",
    addresses: "any",
    maxUrlChars: null,
    contentTypes: ANY_TEXT,
    readsErrors: true,
    maxTextChars: MAX_TEXT_CHARS,
    cacheMs: 0,
    repeats: 0,
    requestsPerMinute: null,
    timeoutMs: 45_000,
    contentType: "application/json",
  },
} as const satisfies Record<string, Policy>;

export type PolicyName = keyof typeof policies;
