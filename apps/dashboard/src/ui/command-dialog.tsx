/** Type where to go, choose with the arrows, press Enter. */
"use client";
import { clsx } from "clsx";
import { useRouter } from "next/navigation";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import type { CommandGroup } from "./command-menu.tsx";
import { matchCommands } from "./match-commands.ts";
import { closeModalOf, Modal } from "./modal.tsx";

type Props = {
  /** Of the dialog's element. */
  readonly id: string;
  readonly groups: readonly CommandGroup[];
  readonly onClose: () => void;
};

export function CommandDialog({ id, groups, onClose }: Props) {
  const router = useRouter();
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const found = matchCommands(groups, typed);
  const all = found.flatMap(({ commands }) => commands);
  useEffect(() => {
    document.getElementById(`${id}-${chosen}`)?.scrollIntoView({ block: "nearest" });
  }, [id, chosen]);
  const go = (href: string | undefined) => {
    if (href === undefined || input.current === null) return;
    closeModalOf(input.current);
    router.push(href);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) setChosen((chosen + step + all.length) % Math.max(all.length, 1));
    else if (event.key === "Enter") go(all[chosen]?.href);
    else return;
    event.preventDefault();
  };
  return (
    <Modal
      id={id}
      aria-label="Go to"
      onClose={onClose}
      className="modal mx-auto mt-[max(3rem,12vh)] mb-auto max-h-[70dvh] w-[min(34rem,calc(100vw-2rem))] grid-rows-[auto_minmax(0,1fr)] overflow-clip rounded-lg border border-line bg-raised text-ink shadow-large open:grid"
    >
      <input
        ref={input}
        role="combobox"
        aria-label="Go to"
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={all.length === 0 ? undefined : `${id}-${chosen}`}
        autoComplete="off"
        placeholder="Go to a page, an app, a document…"
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setChosen(0);
        }}
        onKeyDown={onKeyDown}
        className="h-13 w-full border-b border-line bg-transparent px-5 text-lg outline-none placeholder:text-ink-3"
      />
      <div id={`${id}-list`} role="listbox" aria-label="Places" className="overflow-y-auto p-2">
        {found.map((group) => (
          <div key={group.title} role="group" aria-label={group.title}>
            <div aria-hidden="true" className="px-3 pt-2 pb-1 text-xs text-ink-3">
              {group.title}
            </div>
            {group.commands.map((command) => (
              <Option
                key={command.href}
                id={`${id}-${all.indexOf(command)}`}
                label={command.label}
                isChosen={all[chosen] === command}
                onChoose={() => go(command.href)}
              />
            ))}
          </div>
        ))}
      </div>
      <p role="status" className={all.length === 0 ? "px-5 pb-5 text-ink-2" : "sr-only"}>
        {all.length === 0 ? "Nothing is called like that." : `${all.length} found.`}
      </p>
    </Modal>
  );
}

type OptionProps = {
  readonly id: string;
  readonly label: string;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
};

function Option({ id, label, isChosen, onChoose }: OptionProps) {
  return (
    <button
      type="button"
      role="option"
      id={id}
      aria-selected={isChosen}
      tabIndex={-1}
      onClick={onChoose}
      className={clsx(
        "flex min-h-9 w-full items-center rounded-sm px-3 py-1 text-left outline-none hover:bg-ink/7",
        isChosen && "bg-ink/7",
      )}
    >
      <span className="truncate">{label}</span>
    </button>
  );
}
