/** `/docs`: the first document. */
import { notFound } from "next/navigation";
import { findDoc } from "../../features/docs/doc-library.ts";
import { DocView } from "../../features/docs/doc-view.tsx";

/** The map of the documents; the protocol while there is none. */
const FIRST = ["index", "architecture"];

export default function DocsPage() {
  const doc = FIRST.map(findDoc).find((found) => found !== null);
  if (doc === undefined) notFound();
  return <DocView doc={doc} previous={doc.previous} next={doc.next} />;
}
