/** The mascot in pixels, painted row by row as an AI would. */

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

export function PixelArt() {
  return (
    <svg viewBox="-1 -1 14 14" shapeRendering="crispEdges" className="paint mx-auto block w-full max-w-52">
      {rows.map((row, y) => (
        <g key={y}>
          {[...row].map((mark, x) => (
            <rect
              key={x}
              x={x + 0.04}
              y={y + 0.04}
              width="0.92"
              height="0.92"
              className={colours[mark] ?? "fill-ink/4"}
            />
          ))}
        </g>
      ))}
    </svg>
  );
}
