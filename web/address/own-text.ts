import { setOwn, useAsked } from './location.ts'

/** A parameter of the page that may be any text; empty is the same as absent. */
export function useText(name: string): [string, (text: string) => void] {
  const { own } = useAsked()
  return [own[name] ?? '', text => setOwn({ [name]: text || undefined }, { replace: true })]
}
