/** `tools.json`: every tool of the link for a program. */
import { type Answer, jsonAnswer } from "./answer.ts";
import type { LinkView } from "./link-view.ts";

export function toolsJson({ app, base, tools }: LinkView): Answer {
  return jsonAnswer(200, {
    version: 1,
    app: { id: app.id, name: app.name, description: app.description },
    tools: tools.map((tool) => ({
      name: tool.name,
      method: tool.method,
      path: tool.path,
      url: `${base}${tool.path}`,
      description: tool.description,
      ...(tool.inputSchema === null ? {} : { input_schema: tool.inputSchema }),
      ...(tool.outputSchema === null ? {} : { output_schema: tool.outputSchema }),
      ...(Object.keys(tool.annotations).length === 0 ? {} : { annotations: tool.annotations }),
      ...(tool.examples.length === 0 ? {} : { examples: tool.examples }),
    })),
  });
}
