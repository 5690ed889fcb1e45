/** `/docs`: the map of the documents. */
import { notFound } from "next/navigation";
import { findDoc } from "../../features/docs/doc-library.ts";
import { DocView } from "../../features/docs/doc-view.tsx";

export default function DocsPage() {
  const doc = findDoc("index");
  if (doc === null) notFound();
  return <DocView doc={doc} previous={doc.previous} next={doc.next} />;
}
