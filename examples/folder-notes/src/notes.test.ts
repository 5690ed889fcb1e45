import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { MAX_NOTE_BYTES, NoteError, Notes } from "./notes.ts";

const outside = mkdtempSync(join(tmpdir(), "agent-socket-notes-"));
const folder = join(outside, "notes");
mkdirSync(join(folder, "sub.md"), { recursive: true });
writeFileSync(join(outside, "secret.md"), "secret");
writeFileSync(join(folder, "garden.md"), "Beans\nThe apple tree\n");
writeFileSync(join(folder, ".hidden.md"), "hidden apple");
writeFileSync(join(folder, "program.js"), "apple");
symlinkSync(join(outside, "secret.md"), join(folder, "way-out.md"));
const notes = new Notes(folder);
afterAll(() => rmSync(outside, { recursive: true, force: true }));

describe("the notes of a folder", () => {
  it("are listed, read and searched", async () => {
    expect(await notes.list()).toEqual(["garden.md"]);
    expect(await notes.read("garden.md")).toBe("Beans\nThe apple tree\n");
    expect(await notes.search("APPLE")).toEqual([{ note: "garden.md", line: 2, text: "The apple tree" }]);
  });

  it("are begun and appended to, never overwritten", async () => {
    await notes.append("new note.txt", "one");
    await notes.append("new note.txt", "two\n\n");
    expect(await notes.read("new note.txt")).toBe("one\ntwo\n");
  });

  it.each([
    "../secret.md",
    "..\\secret.md",
    "%2e%2e/secret.md",
    "/etc/passwd.txt",
    "way-out.md",
    ".hidden.md",
    "sub.md",
    "program.js",
    "garden.md\0.txt",
    "a/../garden.md",
    "",
  ])("cannot be left by the name %j", async (name) => {
    await expect(notes.read(name)).rejects.toThrow(NoteError);
    await expect(notes.append(name, "x")).rejects.toThrow(NoteError);
  });

  it("do not grow without end", async () => {
    await notes.append("long.txt", "x".repeat(MAX_NOTE_BYTES - 10));
    await expect(notes.append("long.txt", "x".repeat(20))).rejects.toThrow("is full");
  });
});
