import type { Event } from './event.ts'
import type { LogEvent } from './log-event.ts'

const heirs = ['message', 'ai_call', 'api_call', 'conversation']
const labels = ['user', 'botId', 'channel'] as const

/**
 * The events of a project, each with the user, bot and channel that it takes from its conversation: what the newest
 * change says, and without one the earliest other event. The ids of events are their positions.
 */
export function withInherited<Of extends Event>(log: Of[]): Of[] {
  const conversations = Map.groupBy(log as unknown as LogEvent[], ({ conversationId }) => conversationId)
  return log.map(event => {
    const { kind = 'event', conversationId } = event as Partial<LogEvent>
    if (conversationId === undefined || !heirs.includes(kind)) return event
    const said = sayingOrder(conversations.get(conversationId)!)
    const taken = labels
      .filter(label => (event as Partial<LogEvent>)[label] == null)
      .map(label => [label, said.find(other => other[label] != null)?.[label]] as const)
      .filter(([, value]) => value != null)
    return { ...event, ...Object.fromEntries(taken) }
  })
}

/** The changes, newest first, then the other events, oldest first. */
function sayingOrder(events: LogEvent[]): LogEvent[] {
  const isChange = ({ kind }: LogEvent) => kind === 'conversation'
  return [
    ...events.filter(isChange).sort((a, b) => b.at - a.at || b.position - a.position),
    ...events
      .filter(event => !isChange(event))
      .sort((a, b) => a.at - b.at || (`${a.position}` < `${b.position}` ? -1 : 1)),
  ]
}
