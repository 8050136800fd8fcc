import { type MetricParts } from './metric-parts.ts'

/** An aggregate function over events: its name and its arguments, in SQL. */
interface Aggregate {
  name: string
  args: string
}

/**
 * A number whose aggregates have states that add up: the merged states of the quarters of a day are the states of the
 * day. The number can be computed from events, or from stored states.
 */
export interface Total {
  /** SQL text with the aggregates in between. */
  pieces: readonly (string | Aggregate)[]
  /** The numbers that add up, of which it is made, if it does not add up itself. */
  parts?: MetricParts
}

/** Writes a number as SQL around aggregates: `total\`${count()} / 2\``. */
export const total = (strings: TemplateStringsArray, ...aggregates: Aggregate[]): Total => ({
  pieces: strings.flatMap((string, i) => [string, ...(aggregates[i] ? [aggregates[i]] : [])]),
})

/** The number with the parts that it is made of. */
export const madeOf = (parts: MetricParts, { pieces }: Total): Total => ({ pieces, parts })

export const count = (): Aggregate => ({ name: 'count', args: '' })
export const countIf = (condition: string): Aggregate => ({ name: 'countIf', args: condition })
export const sum = (value: string): Aggregate => ({ name: 'sum', args: value })
export const sumIf = (value: string, condition: string): Aggregate => ({
  name: 'sumIf',
  args: `${value}, ${condition}`,
})
/** The mean of a column that may be null; null without values. */
export const mean = (column: string): Aggregate => ({ name: 'avgOrNull', args: column })
export const meanIf = (column: string, condition: string): Aggregate => ({
  name: 'avgOrNullIf',
  args: `${column}, ${condition}`,
})
/** The number of distinct users, as a bitmap of their numbers. */
export const usersIf = (condition: string): Aggregate => ({
  name: 'groupBitmapIf',
  args: `user_no, ${condition}`,
})

/** Whether it counts distinct users, who may be in several groups of events. */
export const isDistinct = ({ pieces }: Total): boolean =>
  pieces.some(piece => isAggregate(piece) && piece.name === 'groupBitmapIf')

/** The number as SQL over events. */
export const ofEvents = ({ pieces }: Total): string => written(pieces, ({ name, args }) => `${name}(${args})`)

/** The states that the numbers can be computed from, each once. */
export const statesOf = (totals: Total[]): string[] => [
  ...new Set(totals.flatMap(({ pieces }) => pieces.filter(isAggregate).map(stateOf))),
]

/** The number as SQL over states. `columnOf` names the column that holds a state. */
export const ofStates = ({ pieces }: Total, columnOf: (state: string) => string): string =>
  written(pieces, aggregate => `${aggregate.name}Merge(${columnOf(stateOf(aggregate))})`)

const stateOf = ({ name, args }: Aggregate) => `${name}State(${args})`

const isAggregate = (piece: string | Aggregate) => typeof piece !== 'string'

const written = (pieces: Total['pieces'], as: (aggregate: Aggregate) => string) =>
  pieces.map(piece => (isAggregate(piece) ? as(piece) : piece)).join('')
