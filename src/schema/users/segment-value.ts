import { GraphQLScalarType, Kind } from 'graphql'

/** What a segment compares with, as it was written. */
export type SegmentValueOf = number | string | boolean

function checked(value: unknown): SegmentValueOf {
  const isNumber = typeof value === 'number' && Number.isFinite(value)
  if (isNumber || typeof value === 'string' || typeof value === 'boolean') return value
  throw new TypeError('A SegmentValue is a number, a text or a truth value.')
}

/** What a metric or a trait is held against, as people write it. */
export const SegmentValue = new GraphQLScalarType<SegmentValueOf>({
  name: 'SegmentValue',
  description:
    'A value to compare with: a number such as `30`, a text such as `"high"`, `true`, or a time: `"-7d"` is seven days ' +
    'ago (h, d, w, m and y for hours, days, weeks, months and years), `"2026-01-31T00:00:00Z"` an instant.',
  serialize: checked,
  parseValue: checked,
  parseLiteral: node => {
    if (node.kind === Kind.INT || node.kind === Kind.FLOAT) return checked(Number(node.value))
    return checked(node.kind === Kind.STRING || node.kind === Kind.BOOLEAN ? node.value : undefined)
  },
})
