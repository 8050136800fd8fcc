import { useSyncExternalStore } from 'react'

let current = ''
let timer: ReturnType<typeof setTimeout> | undefined
const listeners = new Set<() => void>()

const shownMs = 4_000

/** Shows a sentence for a few seconds, and reads it to those who listen. */
export function say(sentence: string): void {
  set(sentence)
  clearTimeout(timer)
  timer = setTimeout(() => set(''), shownMs)
}

function set(sentence: string): void {
  current = sentence
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function Notice() {
  const sentence = useSyncExternalStore(subscribe, () => current)
  return (
    <div className="notice" role="status" aria-live="polite" data-shown={sentence !== ''}>
      {sentence}
    </div>
  )
}
