/** The notes of one folder. Names come from an AI, so nothing but a plain file of the folder itself is ever touched. */
import { constants } from "node:fs";
import { open, readdir } from "node:fs/promises";
import { join } from "node:path";

/** No separator and no leading dot: there is no way out of the folder, and nothing hidden. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9 _.-]{0,99}\.(md|txt)$/;
export const MAX_NOTE_BYTES = 256 * 1024;
const MAX_FOUND = 50;

/** A link may lead anywhere, so it is not followed; and a pipe is not waited for. */
const { O_APPEND, O_CREAT, O_NOFOLLOW, O_NONBLOCK, O_RDONLY, O_WRONLY } = constants;

export type Found = { readonly note: string; readonly line: number; readonly text: string };

/** Said to the AI as it is. */
export class NoteError extends Error {}

export class Notes {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async list(): Promise<readonly string[]> {
    const entries = await readdir(this.#folder, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile() && NAME.test(entry.name))
      .map(({ name }) => name)
      .toSorted();
  }

  async read(name: string): Promise<string> {
    await using file = await this.#open(name, O_RDONLY);
    return file.readFile("utf8");
  }

  /** Lines that hold the words, whatever their case. */
  async search(words: string): Promise<readonly Found[]> {
    const wanted = words.toLowerCase();
    const found: Found[] = [];
    for (const note of await this.list())
      for (const [index, text] of (await this.read(note)).split("\n").entries())
        if (text.toLowerCase().includes(wanted)) found.push({ note, line: index + 1, text });
    return found.slice(0, MAX_FOUND);
  }

  /** Begins the note where there is none. */
  async append(name: string, text: string): Promise<void> {
    await using file = await this.#open(name, O_WRONLY | O_APPEND | O_CREAT);
    const { size } = await file.stat();
    if (size + Buffer.byteLength(text) >= MAX_NOTE_BYTES)
      throw new NoteError(
        `"${name}" is full: a note has at most ${MAX_NOTE_BYTES} bytes. Begin another one.`,
      );
    await file.appendFile(`${text.trimEnd()}\n`);
  }

  async #open(name: string, flags: number): Promise<Awaited<ReturnType<typeof open>>> {
    if (!NAME.test(name))
      throw new NoteError(`"${name}" is no note: a name such as "garden.md", without a path.`);
    const how = flags | O_NOFOLLOW | O_NONBLOCK;
    const file = await open(join(this.#folder, name), how, 0o600).catch((cause: unknown) => {
      throw new NoteError(`There is no note "${name}". Read the list of notes first.`, { cause });
    });
    const stat = await file.stat();
    if (stat.isFile() && stat.size <= MAX_NOTE_BYTES) return file;
    await file.close();
    throw new NoteError(`"${name}" is no text of at most ${MAX_NOTE_BYTES} bytes.`);
  }
}
