/** `/`: the landing page. Who is signed in goes to their apps. */
import { redirect } from "next/navigation";
import { publicUrls } from "../env.ts";
import { currentUser } from "../features/auth/current-user.ts";
import { LandingView } from "../features/landing/landing-view.tsx";

export default async function LandingPage() {
  if ((await currentUser()) !== null) redirect("/apps");
  const { relayUrl, exampleUrl } = publicUrls();
  return <LandingView relayUrl={relayUrl} demoUrl={exampleUrl && anonymousDemo(exampleUrl, relayUrl)} />;
}

function anonymousDemo(exampleUrl: string, relayUrl: string): string {
  const url = new URL(exampleUrl);
  url.searchParams.set("relay", relayUrl);
  return url.href;
}
