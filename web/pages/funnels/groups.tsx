import { hrefOf, useAsked } from '../../address/location.ts'
import { type Subject } from '../../address/question.ts'
import { partsOf, Ranking } from '../../charts/ranking.tsx'
import { exact, rate, seconds } from '../../format/numbers.ts'
import { type FunnelQuery } from './funnels.graphql.ts'

interface GroupsProps {
  groups: NonNullable<FunnelQuery['groups']>['breakdown']
  by: Subject | undefined
}

/** The funnel of each value. A value limits the page to it. */
export function Groups({ groups, by }: GroupsProps) {
  const { question, own } = useAsked()
  const parts = partsOf(groups.map(({ totalUsers }) => totalUsers))
  const only = (value: string, subject: Subject) =>
    hrefOf(
      '/funnels',
      { ...question, filters: [...question.filters, { subject, operator: 'IS', values: [value] }] },
      own,
    )
  return (
    <Ranking
      label="Conversion by value"
      of="Value"
      columns={[
        { name: 'Entered', format: exact },
        { name: 'Completed', format: exact },
        { name: 'Rate', format: rate },
        { name: 'Median', format: seconds },
      ]}
      rows={groups.map(({ value, isOther, totalUsers, completionRate, medianSeconds, steps }, index) => ({
        key: `${isOther} ${value}`,
        name: isOther ? 'all others' : (value ?? 'without a value'),
        ...(by && value !== null && !isOther && Object.keys(own).length && { href: only(value, by) }),
        part: parts[index]!,
        values: [totalUsers, steps.at(-1)?.users ?? null, completionRate, medianSeconds],
      }))}
      empty="Nobody entered in this range."
    />
  )
}
