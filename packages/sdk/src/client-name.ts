/** How a guessed client is called where a person reads it. */

const CLIENT_NAMES: Readonly<Record<string, string>> = {
  claude: "Claude",
  chatgpt: "ChatGPT",
  gemini: "Gemini",
  perplexity: "Perplexity",
  mistral: "Mistral",
  deepseek: "DeepSeek",
  copilot: "Copilot",
  cursor: "Cursor",
};

/** Only chats are named: "curl" or "python" would mean nothing to most people. */
export const clientName = (client: string | null): string => CLIENT_NAMES[client ?? ""] ?? "Your AI";
