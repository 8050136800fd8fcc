import { GraphQLScalarType, Kind } from 'graphql'

/** A value that a segment compares with, as it was sent. */
export type SegmentValueOf = number | string | boolean

function checked(value: unknown): SegmentValueOf {
  const isNumber = typeof value === 'number' && Number.isFinite(value)
  if (isNumber || typeof value === 'string' || typeof value === 'boolean') return value
  throw new TypeError('A SegmentValue must be a number, a text or a Boolean.')
}

/** A number, text, boolean or time to compare a metric or trait with. */
export const SegmentValue = new GraphQLScalarType<SegmentValueOf>({
  name: 'SegmentValue',
  description:
    'A value to compare with: a number such as `30`, a text such as `"high"`, `true`, or a time. `"-7d"` is seven ' +
    'days ago (h, d, w, m and y for hours, days, weeks, months and years), `"2026-01-31T00:00:00Z"` an instant.',
  serialize: checked,
  parseValue: checked,
  parseLiteral: node => {
    if (node.kind === Kind.INT || node.kind === Kind.FLOAT) return checked(Number(node.value))
    return checked(node.kind === Kind.STRING || node.kind === Kind.BOOLEAN ? node.value : undefined)
  },
})
