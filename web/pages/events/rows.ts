import { exact, milliseconds, money, numberOf } from '../../format/numbers.ts'
import { type ListedEventsQuery } from './events.graphql.ts'

type Answer = NonNullable<ListedEventsQuery['ask']>

/** An event as a row: what every kind has, and a few cells of its own. */
export interface EventRow {
  id: string
  timestamp: string
  userId: string | null
  conversationId: string | null
  what: string
  cells: [name: string, value: string, isNumber?: boolean][]
}

export function rowsOf(answer: Answer): { totalCount: number; rows: EventRow[] } {
  if ('messageNodes' in answer)
    return {
      totalCount: answer.totalCount,
      rows: answer.messageNodes.map(each => ({
        ...each,
        what: each.role.toLowerCase(),
        cells: [
          ['Model', each.model ?? ''],
          ['Time', milliseconds(each.responseTimeMs), true],
          ['Cost', money(numberOf(each.costUsd)), true],
          ['Feedback', each.feedback?.toLowerCase() ?? ''],
        ],
      })),
    }
  if ('aiCallNodes' in answer)
    return {
      totalCount: answer.totalCount,
      rows: answer.aiCallNodes.map(each => ({
        ...each,
        what: each.model ?? each.name,
        cells: [
          ['Provider', each.provider ?? ''],
          ['Time', milliseconds(each.durationMs), true],
          ['Cost', money(numberOf(each.costUsd)), true],
          ['Failed', each.success ? '' : (each.errorClass ?? 'yes')],
        ],
      })),
    }
  if ('apiCallNodes' in answer)
    return {
      totalCount: answer.totalCount,
      rows: answer.apiCallNodes.map(each => ({
        ...each,
        what: `${each.method} ${each.endpoint}`,
        cells: [
          ['Status', exact(each.statusCode), true],
          ['Time', milliseconds(each.durationMs), true],
        ],
      })),
    }
  if (!('eventNodes' in answer)) return { totalCount: 0, rows: [] }
  const nodes = answer.eventNodes as Listed[]
  return {
    totalCount: answer.totalCount,
    rows: nodes.map(each => ({
      ...each,
      what: each.name,
      cells: [
        ['Channel', each.channel ?? ''],
        ['Bot', each.botId ?? ''],
      ],
    })),
  }
}

interface Listed {
  id: string
  timestamp: string
  name: string
  userId: string | null
  conversationId: string | null
  channel: string | null
  botId: string | null
}
