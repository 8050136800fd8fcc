import { hrefOf } from '../../address/location.ts'
import { type Dimension, dimensions, type Question } from '../../address/question.ts'
import { partsOf, Ranking } from '../../charts/ranking.tsx'
import { wordsOf } from '../../format/names.ts'
import { type Format, rate } from '../../format/numbers.ts'
import { formatOf } from '../../format/units.ts'
import { Change } from '../../parts/change.tsx'
import { type WhyChangedQuery } from './alerts.graphql.ts'

type Explained = NonNullable<WhyChangedQuery['explainChange']>

/** Which values of some breakdowns a change comes from. A value opens the overview of only it. */
export function Explanation({
  metric,
  value,
  previousValue,
  changeRate,
  breakdowns,
  question,
}: Explained & { question: Question }) {
  const format = formatOf(metric.unit)
  return (
    <>
      <p>
        <b>{metric.name}</b>: {format(previousValue)} → <b>{format(value)}</b>{' '}
        <Change changeRate={changeRate} isUpGood={metric.isUpGood} />
      </p>
      {breakdowns.map(breakdown => (
        <Breakdown key={breakdown.breakdown} {...breakdown} format={format} question={question} />
      ))}
    </>
  )
}

function Breakdown({
  breakdown,
  values,
  notAdditive,
  format,
  question,
}: Explained['breakdowns'][number] & { format: Format; question: Question }) {
  const signed: Format = change => (change && change > 0 ? `+${format(change)}` : format(change))
  const dimension = dimensions.find(each => each === breakdown.toUpperCase())
  const parts = partsOf(values.map(({ contribution }) => Math.abs(contribution ?? 0)))
  return (
    <>
      <Ranking
        label={`The change by ${wordsOf(breakdown)}`}
        of={wordsOf(breakdown)}
        columns={[
          { name: 'Adds', format: signed },
          { name: 'Share', format: rate },
          { name: 'Before', format },
          { name: 'Now', format },
        ]}
        rows={values.map(({ label, isOther, contribution, shareOfChange, previousValue, value }, index) => ({
          key: `${isOther} ${label}`,
          name: isOther ? 'all others' : (label ?? 'without a value'),
          ...(dimension && label !== null && !isOther && { href: only(question, dimension, label) }),
          part: parts[index]!,
          values: [contribution, shareOfChange, previousValue, value],
        }))}
        empty="There is nothing to compare in the two ranges."
      />
      {notAdditive !== null && notAdditive !== 0 && (
        <p className="hint">
          {signed(notAdditive)} belongs to no single value, because one user can be in several of them.
        </p>
      )}
    </>
  )
}

const only = (question: Question, dimension: Dimension, value: string) =>
  hrefOf('/', {
    ...question,
    filters: [
      ...question.filters,
      { subject: { kind: 'dimension', dimension }, operator: 'IS', values: [value] },
    ],
  })
