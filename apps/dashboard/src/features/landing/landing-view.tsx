/** What a visitor sees who is not signed in: what this is, how it works, the code, and the way in. */
import { ArrowRight } from "lucide-react";
import Link from "next/link";
import { ButtonLink, buttonClass } from "../../ui/button.tsx";
import { Logo } from "../../ui/logo.tsx";
import { ThemeSwitch } from "../../ui/theme-switch.tsx";
import { HeroPicture } from "./hero-picture.tsx";
import { HowItWorks } from "./how-it-works.tsx";
import { LiveDemo } from "./live-demo.tsx";
import { TenLines } from "./ten-lines.tsx";

type Props = {
  /** The demo app, ready to use without an account; `null` when there is none. */
  readonly demoUrl: string | null;
  readonly relayUrl: string;
};

const frame = "mx-auto w-full max-w-6xl px-6 max-sm:px-4";

export function LandingView({ demoUrl, relayUrl }: Props) {
  return (
    <>
      <header className={`${frame} flex h-16 items-center justify-between gap-3`}>
        <Link href="/" className="rounded-sm">
          <Logo />
        </Link>
        <nav aria-label="Main" className="flex items-center gap-1.5 max-sm:gap-0">
          <ButtonLink href="/docs" tone="quiet" size="small" className="max-[25rem]:hidden">
            Docs
          </ButtonLink>
          <ButtonLink href="/signin" tone="quiet" size="small">
            Sign in
          </ButtonLink>
          <ButtonLink href="/signup" tone="primary" size="small">
            Sign up
          </ButtonLink>
        </nav>
      </header>
      <main
        className={`${frame} grid grid-cols-1 gap-28 pt-16 pb-28 max-sm:gap-20 max-sm:pt-10 max-sm:pb-20`}
      >
        <Hero demoUrl={demoUrl} />
        <HowItWorks />
        <TenLines relayUrl={relayUrl} />
        <Closing />
      </main>
      <footer className="border-t border-line">
        <div className={`${frame} flex flex-wrap items-center justify-between gap-4 py-8`}>
          <p className="text-sm text-ink-3">agent-socket is open source, under Apache-2.0.</p>
          <div className="flex flex-wrap items-center gap-x-5 gap-y-3 text-sm">
            <FooterLink href="/docs">Docs</FooterLink>
            <FooterLink href="/status">Status</FooterLink>
            <ThemeSwitch />
          </div>
        </div>
      </footer>
    </>
  );
}

/** Where a demo is there to be tried, the page can turn its picture into it. */
function Hero({ demoUrl }: Pick<Props, "demoUrl">) {
  const claim = (
    <>
      <h1 className="max-w-3xl text-4xl font-semibold max-sm:text-3xl">
        One link lets any AI&nbsp;chat use&nbsp;your&nbsp;web&nbsp;app
      </h1>
      <p className="max-w-2xl text-lg text-ink-2 text-balance">
        Add ten lines to your page. Your user pastes a link into the chat they already have, and the AI works
        in their open tab.
      </p>
    </>
  );
  const signUp = (
    <ButtonLink href="/signup" tone="primary" size="large">
      Connect your app
      <ArrowRight aria-hidden="true" />
    </ButtonLink>
  );
  if (demoUrl !== null)
    return <LiveDemo url={demoUrl} claim={claim} signUp={signUp} picture={<HeroPicture />} />;
  return (
    <div className="grid gap-16 max-sm:gap-12">
      <div className="grid justify-items-center gap-6 text-center">
        {claim}
        <div className="flex flex-wrap justify-center gap-3">
          {signUp}
          <a href="#code" className={buttonClass({ size: "large" })}>
            See the code
          </a>
        </div>
      </div>
      <HeroPicture />
    </div>
  );
}

function Closing() {
  return (
    <section
      aria-labelledby="start"
      className="grid justify-items-center gap-5 rounded-xl border border-line bg-surface px-6 py-14 text-center shadow-small"
    >
      <div className="grid gap-2">
        <h2 id="start" className="text-2xl font-semibold">
          Your first call is minutes away
        </h2>
        <p className="text-lg text-ink-2">An e-mail address and a password. Nothing else to fill in.</p>
      </div>
      <ButtonLink href="/signup" tone="primary" size="large">
        Create an account
      </ButtonLink>
    </section>
  );
}

function FooterLink({ href, children }: { readonly href: string; readonly children: string }) {
  return (
    <Link href={href} className="rounded-sm py-1 text-ink-2 hover:text-ink">
      {children}
    </Link>
  );
}
