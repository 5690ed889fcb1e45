/** robots.txt as RFC 9309 has it: the rules of the group that names the reader, else those of `*`; the longest match holds. */

type Rule = { readonly allows: boolean; readonly path: string };
type Group = { readonly agents: readonly string[]; readonly rules: readonly Rule[] };

export function robotsAllow(robotsTxt: string, agent: string, path: string): boolean {
  const groups = groupsIn(robotsTxt);
  const named = groups.filter(({ agents }) => agents.includes(agent.toLowerCase()));
  const chosen = named.length > 0 ? named : groups.filter(({ agents }) => agents.includes("*"));
  const [strongest] = chosen
    .flatMap(({ rules }) => rules)
    .filter((rule) => rule.path !== "" && matches(rule.path, path))
    .sort((a, b) => b.path.length - a.path.length || Number(b.allows) - Number(a.allows));
  return strongest?.allows ?? true;
}

function groupsIn(text: string): readonly Group[] {
  const groups: { agents: string[]; rules: Rule[] }[] = [];
  for (const line of text.split(/\r?\n/)) {
    const [, name = "", value = ""] = /^\s*([\w-]+)\s*:\s*([^#]*?)\s*(?:#.*)?$/.exec(line) ?? [];
    const field = name.toLowerCase();
    let group = groups.at(-1);
    if (field === "user-agent") {
      if (group === undefined || group.rules.length > 0) groups.push((group = { agents: [], rules: [] }));
      group.agents.push(value.toLowerCase());
    } else if (field === "allow" || field === "disallow") {
      group?.rules.push({ allows: field === "allow", path: value });
    }
  }
  return groups;
}

function matches(pattern: string, path: string): boolean {
  const isWhole = pattern.endsWith("$");
  const parts = (isWhole ? pattern.slice(0, -1) : pattern).split("*").map(literal);
  return new RegExp(`^${parts.join(".*")}${isWhole ? "$" : ""}`).test(path);
}

const literal = (text: string): string => text.replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&");
