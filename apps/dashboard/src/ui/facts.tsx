/** A few facts in one line, which may wrap: each but the last is followed by a dot, so that no line begins with one. */
import { Children, type ReactNode } from "react";

export function Facts({ children }: { readonly children: ReactNode }) {
  const facts = Children.toArray(children);
  return (
    <span className="min-w-0">
      {facts.map((fact, index) => (
        <span key={index}>
          <span className="inline-block max-w-full wrap-anywhere">
            {fact}
            {index < facts.length - 1 && (
              <span aria-hidden="true" className="text-ink-3">
                {" ·"}
              </span>
            )}
          </span>{" "}
        </span>
      ))}
    </span>
  );
}
