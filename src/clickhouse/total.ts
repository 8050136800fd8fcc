/** An aggregate function over facts: its name and its arguments, in SQL. */
interface Aggregate {
  name: string
  args: string
}

/**
 * A number whose aggregates have states that add up: merged, those of the quarters of a day are those of the day. It
 * can be computed from facts, or from states that are kept of them.
 */
export interface Total {
  /** The SQL around the aggregates, and these at their places. */
  pieces: readonly (string | Aggregate)[]
}

/** Writes a number as SQL around aggregates: `total\`${count()} / 2\``. */
export const total = (strings: TemplateStringsArray, ...aggregates: Aggregate[]): Total => ({
  pieces: strings.flatMap((string, i) => [string, ...(aggregates[i] ? [aggregates[i]] : [])]),
})

export const count = (): Aggregate => ({ name: 'count', args: '' })
export const countIf = (condition: string): Aggregate => ({ name: 'countIf', args: condition })
export const sum = (value: string): Aggregate => ({ name: 'sum', args: value })
export const sumIf = (value: string, condition: string): Aggregate => ({
  name: 'sumIf',
  args: `${value}, ${condition}`,
})
/** The mean of a column that may be null; null of nothing. */
export const mean = (column: string): Aggregate => ({ name: 'avgOrNull', args: column })
export const meanIf = (column: string, condition: string): Aggregate => ({
  name: 'avgOrNullIf',
  args: `${column}, ${condition}`,
})
/** How many users there are, as a bitmap of their numbers. */
export const usersIf = (condition: string): Aggregate => ({
  name: 'groupBitmapIf',
  args: `user_no, ${condition}`,
})

/** The number as computed from facts. */
export const ofFacts = ({ pieces }: Total): string => written(pieces, ({ name, args }) => `${name}(${args})`)

/** What is kept of facts so that the numbers can be computed later: each state once. */
export const statesOf = (totals: Total[]): string[] => [
  ...new Set(totals.flatMap(({ pieces }) => pieces.filter(isAggregate).map(stateOf))),
]

/** The number as computed from states. `columnOf` names the column that holds a state. */
export const ofStates = ({ pieces }: Total, columnOf: (state: string) => string): string =>
  written(pieces, aggregate => `${aggregate.name}Merge(${columnOf(stateOf(aggregate))})`)

const stateOf = ({ name, args }: Aggregate) => `${name}State(${args})`

const isAggregate = (piece: string | Aggregate) => typeof piece !== 'string'

const written = (pieces: Total['pieces'], as: (aggregate: Aggregate) => string) =>
  pieces.map(piece => (isAggregate(piece) ? as(piece) : piece)).join('')
