/** A condition on each event, so that no precomputed totals can answer. */
const filter = { dimension: 'CHANNEL', operator: 'IS_NOT', values: ['none'] }

const metrics = ['events', 'activeUsers', 'messages', 'aiCalls', 'apiCalls', 'logins']

/** The numbers of six metrics, and each of them by day: two statements, if widgets share them. */
export const twelveWidgets = [
  ...metrics.map(name => ({
    title: name,
    kind: 'METRIC',
    filter,
    question: { measure: { metrics: [{ name }] } },
  })),
  ...metrics.map(name => ({
    title: `${name} by day`,
    kind: 'LINE',
    filter,
    question: { measure: { metrics: [{ name }], interval: 'DAY' } },
  })),
]
