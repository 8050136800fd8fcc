import { type ReactNode } from 'react'

/** A box that scrolls by itself, such as around a wide table. The keyboard reaches it too. */
export const Scroll = ({ label, children }: { label: string; children: ReactNode }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: otherwise the arrow keys could not scroll it
  <section className="scroll" tabIndex={0} aria-label={`${label}, table`}>
    {children}
  </section>
)
