import { type Dimension, type Filter, type FilterValue, type Question } from './question.ts'

/** The lists of single things, by their word in the address. */
export const listedKinds = ['event', 'message', 'ai-call', 'api-call'] as const
export type ListedKind = (typeof listedKinds)[number]

type Take = (value: FilterValue) => Record<string, unknown>

const as =
  (field: string): Take =>
  value => ({ [field]: value })
const asTruth =
  (field: string): Take =>
  value => ({ [field]: String(value) === 'true' })

/** What each list can be narrowed by: less than questions can. */
const takes: Record<ListedKind | 'conversation', Partial<Record<Dimension, Take>>> = {
  conversation: { BOT: as('botId'), CHANNEL: as('channel'), CONVERSATION_STATUS: as('status') },
  event: { BOT: as('botId'), CHANNEL: as('channel'), EVENT: as('name') },
  message: {
    BOT: as('botId'),
    CHANNEL: as('channel'),
    FEEDBACK: as('feedback'),
    MODEL: as('model'),
    PROVIDER: as('provider'),
    ROLE: as('role'),
  },
  'ai-call': {
    BOT: as('botId'),
    CALL_TYPE: as('callType'),
    ERROR_CLASS: as('errorClass'),
    MODEL: as('model'),
    PROVIDER: as('provider'),
    SUCCESS: asTruth('success'),
  },
  'api-call': {
    ENDPOINT: as('endpoint'),
    METHOD: as('method'),
    STATUS_CODE: value => ({ statusCode: Number(value) }),
    SUCCESS: asTruth('success'),
  },
}

/** The filter of a list of the API. */
interface Narrowed {
  filter: Record<string, unknown>
  /** The filters of the question that the list cannot take. With them, or with a segment, it has more than the numbers count. */
  left: Filter[]
}

/** The filters of a question as a list takes them. */
export function narrowed(kind: ListedKind | 'conversation', { filters }: Question): Narrowed {
  const filter: Record<string, unknown> = {}
  const left = filters.filter(each => {
    const taken = takenAs(kind, each)
    const isNew = taken !== undefined && Object.keys(taken).every(field => !(field in filter))
    if (isNew) Object.assign(filter, taken)
    return !isNew
  })
  return { filter, left }
}

function takenAs(kind: ListedKind | 'conversation', { subject, operator, values }: Filter) {
  if (subject.kind !== 'dimension' || operator !== 'IS' || values.length !== 1) return undefined
  return takes[kind][subject.dimension]?.(values[0]!)
}

/** Whether a list has exactly what the numbers count. */
export const isListable = (kind: ListedKind | 'conversation', question: Question): boolean =>
  !question.segmentId && !narrowed(kind, question).left.length

/** The same question about one value only. */
export const withValue = (question: Question, dimension: Dimension, value: FilterValue): Question => ({
  ...question,
  filters: [
    ...question.filters,
    { subject: { kind: 'dimension', dimension }, operator: 'IS', values: [value] },
  ],
})
