import { useEffect, useRef, useSyncExternalStore } from 'react'

let isLive = false
const listeners = new Set<() => void>()

export function setLive(next: boolean): void {
  isLive = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useLive = () => useSyncExternalStore(subscribe, () => isLive)

/** How often the numbers are asked again while live updates are on and the page is seen. */
const everyMs = 15_000

const refreshers = new Set<() => void>()

/** Asks the page under way again. */
export function refreshAll(): void {
  for (const refresh of refreshers) refresh()
}

/** `refresh` is called when the person asks for it, and again and again while live updates are on. */
export function useRefresh(refresh: () => void): void {
  const isOn = useLive()
  const latest = useRef(refresh)
  latest.current = refresh
  useEffect(() => {
    const run = () => latest.current()
    refreshers.add(run)
    const timer = isOn
      ? setInterval(() => document.visibilityState === 'visible' && run(), everyMs)
      : undefined
    return () => {
      refreshers.delete(run)
      clearInterval(timer)
    }
  }, [isOn])
}
