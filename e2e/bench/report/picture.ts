/** The picture: for each goal a bar from 0 to what was measured, as a part of what the goal allows. */
import type { Judged } from "../judge.ts";

const WIDTH = 860;
const ROW = 30;
const TOP = 64;
const LABELS = 430;
/** Where the goal's line stands, as a part of the room for bars. */
const GOAL_AT = 0.6;
const COLOURS = {
  "goal met": "#1a7f4b",
  "within the gate": "#b26a00",
  "gate missed": "#c0362c",
  "not measured": "#c0362c",
} as const;

/** Lower is better on every bar: where more is better, the bar is goal / value. */
function shareOfGoal({ goal, value, verdict }: Judged): number {
  if (verdict === "not measured") return 0;
  return goal.better === "lower"
    ? goal.goal === 0
      ? value / goal.gate
      : value / goal.goal
    : goal.goal / value;
}

export function pictureOf(judged: readonly Judged[]): string {
  const height = TOP + judged.length * ROW + 24;
  const room = WIDTH - LABELS - 90;
  const line = LABELS + room * GOAL_AT;
  const rows = judged.map((one, index) => rowOf(one, TOP + index * ROW, room)).join("");
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="title">
<title id="title">What was measured of each goal: ${judged.filter(({ verdict }) => verdict === "goal met").length} of ${judged.length} met</title>
<rect width="${WIDTH}" height="${height}" rx="10" fill="#ffffff"/>
<g font-family="ui-sans-serif, system-ui, sans-serif" font-size="13" fill="#1c1f23">
<text x="20" y="30" font-size="16" font-weight="600">Each goal, and what was measured</text>
<text x="${line}" y="48" text-anchor="middle" fill="#5b636d">goal</text>
${rows}<line x1="${line}" x2="${line}" y1="${TOP - 8}" y2="${height - 20}" stroke="#1c1f23" stroke-dasharray="3 3"/>
</g>
</svg>
`;
}

function rowOf(judged: Judged, y: number, room: number): string {
  const { goal, value, verdict } = judged;
  const length = Math.max(2, Math.min(1, shareOfGoal(judged) * GOAL_AT) * room);
  const words = `${goal.id}  ${goal.what}`.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  return `<text x="20" y="${y + 15}">${words}</text>
<rect x="${LABELS}" y="${y + 3}" width="${length.toFixed(1)}" height="16" rx="3" fill="${COLOURS[verdict]}"/>
<text x="${(LABELS + length + 8).toFixed(1)}" y="${y + 15}" fill="${COLOURS[verdict]}" font-weight="600">${verdict === "not measured" ? verdict : `${value.toFixed(2)}${goal.unit === "ratio" ? "" : ` ${goal.unit}`}`}</text>
`;
}
