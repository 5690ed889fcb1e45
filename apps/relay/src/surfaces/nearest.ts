/** The names closest to one that was mistyped. */

const MAX_DISTANCE_RATIO = 0.6;

/** At most `count` of `names`, closest first, leaving out those that share too little with `wanted`. */
export function nearest(wanted: string, names: readonly string[], count = 3): readonly string[] {
  return names
    .map((name) => ({
      name,
      distance:
        name.includes(wanted) || wanted.includes(name)
          ? 1
          : editDistance(wanted.toLowerCase(), name.toLowerCase()),
    }))
    .filter(({ name, distance }) => distance <= Math.max(wanted.length, name.length) * MAX_DISTANCE_RATIO)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, count)
    .map(({ name }) => name);
}

/** Levenshtein distance, one row at a time. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, substitution));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
