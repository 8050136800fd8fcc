import { type ReactNode, useEffect, useRef } from 'react'
import { listHash, open, useHash } from '../address/location.ts'

/** The list of a page, to which an address with `#list` leads. The mark is taken away, so that it leads there again. */
export function ListPlace({ children }: { children: ReactNode }) {
  const hash = useHash()
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (hash !== listHash) return
    place.current?.scrollIntoView()
    open(window.location.pathname + window.location.search, { replace: true })
  }, [hash])
  return <div ref={place}>{children}</div>
}
