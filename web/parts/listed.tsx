import { Link } from './link.tsx'

/** A number that leads to what it counts, if that can be listed. */
export const Listed = ({ href, children }: { href: string | undefined; children: string }) =>
  href === undefined ? children : <Link href={href}>{children}</Link>
