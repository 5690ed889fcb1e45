/** All documents, for the side of each. */
import { NavGroup } from "../../ui/nav-group.tsx";
import { NavLink } from "../../ui/nav-link.tsx";
import type { DocGroup } from "./doc-library.ts";

export function DocsNav({ groups }: { readonly groups: readonly DocGroup[] }) {
  return (
    <nav aria-label="Documents" className="grid content-start gap-5">
      {groups.map(({ title, docs }) => (
        <NavGroup key={title} title={title}>
          {docs.map((doc) => (
            <li key={doc.href}>
              <NavLink href={doc.href}>{doc.title}</NavLink>
            </li>
          ))}
        </NavGroup>
      ))}
    </nav>
  );
}
