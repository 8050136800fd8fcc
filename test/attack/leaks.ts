/** The internals that a text for a client or for the log reveals. */
export function leaks(text: string, secrets: string[]): string[] {
  const shown = Object.entries(hints).filter(([, hint]) => hint.test(text))
  const leaked = secrets.filter(secret => text.includes(secret))
  return [...shown.map(([name]) => name), ...leaked.map(secret => `the secret ${secret}`)]
}

const hints = {
  'a suggestion': /did you mean/i,
  'a line of a stack': /(\n|\\n)\s+at /,
  'a path of the code': /node_modules|\/(src|dist)\/\w/,
  'a statement': /\b(select|insert into|update|delete from) .*\b(from|values|set|where)\b/is,
  'an error of the network': /\bE(CONN|PIPE|HOST|NOTFOUND|MFILE)/,
} satisfies Record<string, RegExp>
