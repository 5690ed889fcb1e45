/** A canvas that a person and an AI draw on together: everything an app needs for that is in this file. */
import { AgentSocketConnect } from "@agent-socket/sdk/button";
import { createSession } from "@agent-socket/sdk";
import { CanvasView } from "./canvas-view.ts";
import { showConnection } from "./connection.ts";
import { drawByHand } from "./drawing.ts";
import { Feed } from "./feed.ts";
import { Hand } from "./hand.ts";
import { keepPicture } from "./keep-picture.ts";
import { Picture, SIZE } from "./picture.ts";
import { prompts } from "./prompts.ts";
import { drawingTools } from "./tools.ts";

const query = new URLSearchParams(location.search);
const canvas = element("canvas", HTMLCanvasElement);
const title = element("title", HTMLInputElement);

const picture = new Picture();
keepPicture(picture);
const view = new CanvasView(picture, canvas, element("fading", HTMLCanvasElement));
const session = createSession({
  appId: query.get("app") ?? "as_app_anon",
  baseUrl: query.get("relay") ?? "http://localhost:8787",
  appName: "Pixel Art Canvas",
  appDescription: `A canvas of ${SIZE} by ${SIZE} pixels that its user watches while you draw on it.`,
  agentsMd:
    "The person may draw by hand at the same time. The app's events say what they did: person_painted {pixels: [{x, y, color}]}, person_cleared, person_renamed {title}.",
  tools: drawingTools(picture, canvas),
  prompts,
});
element("connect", AgentSocketConnect).session = session;
const hand = new Hand(picture, (event, data) => session.emit(event, data));
drawByHand(picture, hand, {
  canvas,
  palette: element("palette", HTMLElement),
  clear: element("clear", HTMLElement),
  cursor: element("cursor", HTMLElement),
  where: element("where", HTMLElement),
});

showConnection(session, element("connection", HTMLElement), element("refusal", HTMLElement));

const feed = new Feed(element("feed", HTMLElement), element("feed-empty", HTMLElement));
session.onActivity((activity) => feed.add(activity));

title.addEventListener("change", () => hand.rename(title.value.trim() || "Untitled"));
const showTitle = (): void => {
  title.value = picture.title;
  canvas.setAttribute("aria-label", view.describe());
};
picture.onChange(showTitle);
showTitle();

function element<T extends HTMLElement>(id: string, type: new () => T): T {
  const found = document.getElementById(id);
  if (found instanceof type) return found;
  throw new Error(`The page has no <${type.name}> named "${id}".`);
}
