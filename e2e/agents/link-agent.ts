/** An AI that can only open printed links, and paints by choosing each argument step by step. */
import type { Picture } from "./picture.ts";
import { PrintedLinkReader, type ReadPage } from "./printed-links.ts";

type Arguments = Readonly<Record<string, string | number>>;

export class LinkAgent {
  readonly #reader: PrintedLinkReader;

  constructor(userMessage: string) {
    this.#reader = new PrintedLinkReader(userMessage);
  }

  /** Paints pixel by pixel and returns what it read last. */
  async paint(picture: Picture): Promise<ReadPage> {
    let page = await this.#reader.start();
    for (const { x, y, color } of picture) page = await this.#call(page, "Set a pixel", { x, y, color });
    return page;
  }

  async #call(page: ReadPage, title: string, input: Arguments): Promise<ReadPage> {
    let step = await this.#follow(
      page,
      (meaning) => meaning === `${title}: choose its arguments step by step`,
    );
    while (!step.text.startsWith("Done at "))
      step = await this.#follow(step, (meaning) => chooses(meaning, input));
    return step;
  }

  #follow(page: ReadPage, isWanted: (meaning: string) => boolean): Promise<ReadPage> {
    const link = page.links.find(({ meaning }) => isWanted(meaning));
    if (link === undefined) throw new Error(`No printed link leads on from here:\n${page.text}`);
    return this.#reader.open(link.url);
  }
}

/** `x = 4`, or `x from 0 to 7` on the way to it. */
function chooses(meaning: string, input: Arguments): boolean {
  const [, name = "", from, to] = /^(\w+) from (-?\d+) to (-?\d+)$/.exec(meaning) ?? [];
  const wanted = input[name];
  if (typeof wanted === "number") return Number(from) <= wanted && wanted <= Number(to);
  return Object.entries(input).some(([key, value]) => meaning === `${key} = ${JSON.stringify(value)}`);
}
