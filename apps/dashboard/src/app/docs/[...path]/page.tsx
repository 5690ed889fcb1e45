/** `/docs/<name>`, such as `/docs/protocol` */
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { findDoc } from "../../../features/docs/doc-library.ts";
import { DocView } from "../../../features/docs/doc-view.tsx";

type Props = { readonly params: Promise<{ readonly path: readonly string[] }> };

const docOf = async ({ params }: Props) => findDoc((await params).path.join("/"));

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: (await docOf(props))?.title ?? "Not found" };
}

export default async function DocPage(props: Props) {
  const doc = await docOf(props);
  if (doc === null) notFound();
  return <DocView doc={doc} previous={doc.previous} next={doc.next} />;
}
