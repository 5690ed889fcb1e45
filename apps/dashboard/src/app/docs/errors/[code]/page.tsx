/** `/docs/errors/<code>`, such as `/docs/errors/app_offline` */
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DocView } from "../../../../features/docs/doc-view.tsx";
import { findErrorDoc } from "../../../../features/docs/find-error-doc.ts";

type Props = { readonly params: Promise<{ readonly code: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: findErrorDoc((await params).code)?.title ?? "Not found" };
}

export default async function ErrorPage({ params }: Props) {
  const doc = findErrorDoc((await params).code);
  if (doc === null) notFound();
  return <DocView doc={doc} previous={{ href: "/docs/errors", title: "All errors" }} next={null} />;
}
