/** One column: its cards, a place to drop one, and a form for a new one. */
import { type DragEvent, type FormEvent, useState } from "react";
import { type Board, cardsIn, type ColumnId, MAX_TEXT_CHARS } from "./board.ts";
import { CARD_TYPE, CardView, type Handlers } from "./card-view.tsx";

type Props = Handlers & { readonly id: ColumnId; readonly title: string; readonly board: Board };

export function ColumnView({ id: column, title, board, ...handlers }: Props) {
  const { change, say } = handlers;
  const [isOver, setOver] = useState(false);
  const cards = cardsIn(board, column);
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    const id = Number(event.dataTransfer.getData(CARD_TYPE));
    change({ type: "moved", id, column, ...placeAt(event) });
    say(`Card ${id} moved to ${title}.`);
  };
  const dragOver = (event: DragEvent): void => {
    if (!event.dataTransfer.types.includes(CARD_TYPE)) return;
    event.preventDefault();
    setOver(true);
  };
  return (
    // Dragging is a second way: each card has buttons for it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      aria-labelledby={`column-${column}`}
      data-column={column}
      data-over={isOver}
      onDragOver={dragOver}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <h2 id={`column-${column}`}>
        {title} <span className="count">{cards.length}</span>
      </h2>
      {cards.length > 0 && (
        <ol aria-label={`Cards in ${title}`}>
          {cards.map((card, place) => (
            <CardView key={card.id} {...{ card, place, count: cards.length }} {...handlers} />
          ))}
        </ol>
      )}
      <NewCard title={title} add={(text) => change({ type: "added", column, text })} />
    </section>
  );
}

/** In front of the card that it was dropped on; at the end where it was dropped on none. */
function placeAt({ target }: DragEvent): { place?: number } {
  const card = target instanceof Element ? target.closest("li") : null;
  if (card === null) return {};
  return { place: [...(card.parentElement?.children ?? [])].indexOf(card) };
}

function NewCard({ title, add }: { readonly title: string; readonly add: (text: string) => void }) {
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const text = String(new FormData(event.currentTarget).get("text") ?? "").trim();
    if (text !== "") add(text);
    event.currentTarget.reset();
  };
  return (
    <form className="new" onSubmit={submit}>
      <input
        name="text"
        type="text"
        aria-label={`New card in ${title}`}
        placeholder="New card"
        maxLength={MAX_TEXT_CHARS}
        autoComplete="off"
      />
      <button aria-label={`Add to ${title}`}>Add</button>
    </form>
  );
}
