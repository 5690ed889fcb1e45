/** What the request's headers say of who reads: a name for display, and whether it is only a preview. */

const CLIENTS: readonly (readonly [RegExp, string])[] = [
  [/claude/i, "claude"],
  [/chatgpt|gptbot|oai-searchbot|openai/i, "chatgpt"],
  [/gemini|google-extended|googleother/i, "gemini"],
  [/perplexity/i, "perplexity"],
  [/mistral|lechat/i, "mistral"],
  [/deepseek/i, "deepseek"],
  [/copilot|bingbot/i, "copilot"],
  [/cursor/i, "cursor"],
  [/^curl\//i, "curl"],
  [/python-requests|python-httpx|aiohttp|python-urllib/i, "python"],
  [/^node|undici|axios/i, "node"],
  [/mozilla\/5\.0/i, "browser"],
];

/** Programs that open a link only to show a preview of it, or to scan it. */
const PREVIEW_BOTS =
  /slackbot|slack-imgproxy|twitterbot|facebookexternalhit|facebot|linkedinbot|whatsapp|telegrambot|discordbot|skypeuripreview|microsoftpreview|googleimageproxy|google-safety|applebot|pinterest|redditbot|embedly|iframely|vkshare|viber|line-poker|mattermost|zulip|outlook|safelinks|proofpoint|mimecast|barracuda|bitlybot|w3c_validator/i;

/** A guess from the user agent, for display alone. */
export function guessClient(userAgent: string): string | null {
  return CLIENTS.find(([pattern]) => pattern.test(userAgent))?.[1] ?? null;
}

/** `HEAD`, a prefetch, or a known preview bot: whatever it opens, nothing must happen. */
export function isPassive(method: string, headers: Headers): boolean {
  if (method === "HEAD") return true;
  const purpose = `${headers.get("sec-purpose") ?? ""} ${headers.get("purpose") ?? ""} ${headers.get("x-moz") ?? ""}`;
  return /prefetch|prerender|preview/i.test(purpose) || PREVIEW_BOTS.test(headers.get("user-agent") ?? "");
}
