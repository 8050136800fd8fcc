/**
 * A number as SQL over the rows of a metric that adds up: the numbers of groups of rows make that of all rows. One that
 * counts distinct things does so only as far as none of them is in several groups.
 */
export interface MetricPart {
  sql: string
  isDistinct: boolean
}

/** The numbers that a metric is made of. A quotient has one below the line. */
export interface MetricParts {
  over: MetricPart
  under?: MetricPart
}

export const adds = (sql: string): MetricPart => ({ sql, isDistinct: false })
export const distinct = (sql: string): MetricPart => ({ sql, isDistinct: true })

/** The sum of a column of binary numbers. Sums of decimals do not depend on the order of the rows. */
export const exactSum = (column: string, condition = 'true'): string =>
  `sumIf(toDecimal128(ifNull(${column}, 0), 6), ${condition})`

/** The parts of a mean over the rows that have a value. */
export const partsOfMean = (column: string, condition = 'true'): MetricParts => ({
  over: adds(exactSum(column, condition)),
  under: adds(`countIf(${condition} and isNotNull(${column}))`),
})
