import { type AnchorHTMLAttributes, type MouseEvent } from 'react'
import { open } from '../address/location.ts'

type LinkProps = AnchorHTMLAttributes<HTMLAnchorElement> & { href: string }

/** A link within the page. With a modifier key or another button the browser opens it as it does any link. */
export function Link({ href, onClick, children, ...more }: LinkProps) {
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event)
    const isPlain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
    if (!isPlain || event.defaultPrevented) return
    event.preventDefault()
    open(href)
  }
  return (
    <a href={href} {...more} onClick={follow}>
      {children}
    </a>
  )
}
