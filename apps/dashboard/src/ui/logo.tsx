/** The mark: a socket that looks back at you. */
export function LogoMark({ className = "size-6" }: { readonly className?: string }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" className={className}>
      <rect x="1" y="1" width="22" height="22" rx="7" className="fill-ink" />
      <rect x="7.25" y="7.5" width="3" height="9" rx="1.5" className="fill-canvas" />
      <rect x="13.75" y="7.5" width="3" height="9" rx="1.5" className="fill-canvas" />
    </svg>
  );
}

export function Logo() {
  return (
    <span className="inline-flex items-center gap-2 text-lg font-semibold tracking-tight whitespace-nowrap text-ink">
      <LogoMark />
      agent-socket
    </span>
  );
}
