/** An event of a stream of server-sent events. */
export interface SentEvent {
  event: string
  data: string
}

/**
 * Takes whole events from the text of a stream so far.
 * @returns the events, and the rest of the text, which is the beginning of the next one
 */
export function eventsIn(text: string): [events: SentEvent[], rest: string] {
  const blocks = text.replaceAll('\r\n', '\n').split('\n\n')
  const rest = blocks.pop()!
  return [blocks.flatMap(block => eventOf(block) ?? []), rest]
}

/** undefined for a comment, with which the service keeps the connection open, and for `retry`. */
function eventOf(block: string): SentEvent | undefined {
  const fields = block.split('\n').map(line => /^(\w+):\s?(.*)$/.exec(line))
  const of = (name: string) => fields.flatMap(field => (field?.[1] === name ? [field[2]!] : []))
  const [event] = of('event')
  return event === undefined ? undefined : { event, data: of('data').join('\n') }
}
