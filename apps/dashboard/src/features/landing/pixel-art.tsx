/** The mascot in pixels, painted row by row as an AI would do it. */

const rows = [
  ".....GG.....",
  ".....BB.....",
  "..BBBBBBBB..",
  ".BBBBBBBBBB.",
  ".BBWWBBWWBB.",
  ".BBWWBBWWBB.",
  ".BBWWBBWWBB.",
  ".BBBBBBBBBB.",
  ".BBBWWWWBBB.",
  ".BBBBBBBBBB.",
  "..BBBBBBBB..",
  "...YY..YY...",
];
const colours: Readonly<Record<string, string>> = {
  G: "fill-live-dot",
  B: "fill-accent-dot",
  W: "fill-surface",
  Y: "fill-wait-dot",
};

export const pixelCount = rows.join("").replaceAll(".", "").length;

export function PixelArt() {
  return (
    <svg viewBox="0 0 12 12" shapeRendering="crispEdges" className="mx-auto block w-full max-w-52">
      {cells(() => "fill-ink/4")}
      <g className="scene-paint">{cells((mark) => colours[mark] ?? null)}</g>
    </svg>
  );
}

function cells(colourOf: (mark: string) => string | null) {
  return rows.flatMap((row, y) =>
    [...row].map((mark, x) => {
      const colour = colourOf(mark);
      if (colour === null) return null;
      return (
        <rect key={`${x} ${y}`} x={x + 0.04} y={y + 0.04} width="0.92" height="0.92" className={colour} />
      );
    }),
  );
}
