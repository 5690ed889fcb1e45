/** One card: read, edited, dragged, or moved by its buttons. */
import { type FormEvent, useState } from "react";
import { type Card, type Change, type ColumnId, COLUMNS, MAX_TEXT_CHARS } from "./board.ts";

/** What is dragged is a card of this board, and no text or file. */
export const CARD_TYPE = "application/x-board-card";

type Without<Kind, Key extends string> = Kind extends unknown ? Omit<Kind, Key> : never;
export type Handlers = {
  readonly change: (what: Without<Change, "by">) => void;
  /** Tells a screen reader what happened, and others at the foot of the page. */
  readonly say: (words: string) => void;
  readonly keepFocus: (name: string) => void;
};
type Props = Handlers & { readonly card: Card; readonly place: number; readonly count: number };

export function CardView(props: Props) {
  const { card, change, keepFocus } = props;
  const [isEdited, setEdited] = useState(false);
  const end = (): void => {
    keepFocus(`${card.id} Edit`);
    setEdited(false);
  };
  const save = (text: string): void => {
    if (text !== "" && text !== card.text) change({ type: "edited", id: card.id, text });
    end();
  };
  return (
    // Dragging is a second way: each card has buttons for it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <li
      data-by={card.by}
      draggable={!isEdited}
      onDragStart={({ dataTransfer }) => dataTransfer.setData(CARD_TYPE, String(card.id))}
    >
      {isEdited ? <Editor text={card.text} {...{ save, end }} /> : <p>{card.text}</p>}
      <div className="foot">
        <span className="number">#{card.id}</span>
        {card.by === "ai" && <span className="by">AI</span>}
        <Buttons {...props} edit={() => setEdited(true)} />
      </div>
    </li>
  );
}

type EditorProps = {
  readonly text: string;
  readonly save: (text: string) => void;
  readonly end: () => void;
};

function Editor({ text, save, end }: EditorProps) {
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    save(String(new FormData(event.currentTarget).get("text") ?? "").trim());
  };
  return (
    <form onSubmit={submit}>
      <input
        onKeyDown={({ key }) => key === "Escape" && end()}
        ref={(input) => input?.focus()}
        name="text"
        type="text"
        aria-label="Text of the card"
        defaultValue={text}
        maxLength={MAX_TEXT_CHARS}
        autoComplete="off"
      />
      <button>Save</button>
    </form>
  );
}

function Buttons({ card, place, count, edit, ...handlers }: Props & { readonly edit: () => void }) {
  const { id, text, column } = card;
  const { change, say, keepFocus } = handlers;
  const at = COLUMNS.findIndex((one) => one.id === column);
  const move = (to: ColumnId | undefined, name: string, where?: number): void => {
    if (to === undefined) return;
    keepFocus(`${id} ${name}`);
    change({ type: "moved", id, column: to, ...(where === undefined ? {} : { place: where }) });
    const title = COLUMNS.find((one) => one.id === to)?.title ?? "";
    say(
      where === undefined
        ? `Card ${id} moved to ${title}.`
        : `Card ${id} is number ${where + 1} in ${title}.`,
    );
  };
  const remove = (): void => {
    change({ type: "removed", id });
    say(`Card ${id} removed: ${text}`);
  };
  const button = (name: string, sign: string, press: (() => void) | null) => (
    <button
      type="button"
      aria-label={`${name}: ${text}`}
      aria-disabled={press === null}
      title={name}
      data-focus={`${id} ${name}`}
      onClick={() => press?.()}
    >
      {sign}
    </button>
  );
  const left = COLUMNS[at - 1]?.id;
  const right = COLUMNS[at + 1]?.id;
  return (
    <div className="buttons">
      {button("Left", "←", left === undefined ? null : () => move(left, "Left"))}
      {button("Right", "→", right === undefined ? null : () => move(right, "Right"))}
      {button("Up", "↑", place === 0 ? null : () => move(column, "Up", place - 1))}
      {button("Down", "↓", place === count - 1 ? null : () => move(column, "Down", place + 1))}
      {button("Edit", "✎", edit)}
      {button("Remove", "✕", remove)}
    </div>
  );
}
