import { type ReactNode } from 'react'
import { partsOf } from '../charts/ranking.tsx'
import { exact } from '../format/numbers.ts'
import { formatOf, metricName } from '../format/units.ts'
import { Change } from '../parts/change.tsx'
import { Link } from '../parts/link.tsx'
import { Scroll } from '../parts/scroll.tsx'
import { groupName, type Measured, type MeasuredGroup } from './measure.ts'

interface MeasureTableProps {
  answer: Measured
  label: string
  hrefOf?: ((group: MeasuredGroup) => string | undefined) | undefined
}

/** A row for each group, a column for each metric. */
export function MeasureTable({ answer, label, hrefOf }: MeasureTableProps) {
  const { metrics, groups, groupCount } = answer
  const parts = partsOf(groups.map(({ numbers, isOther }) => (isOther ? 0 : numbers[0]!.value)))
  const isCompared = groups.some(({ numbers }) => numbers.some(({ previousValue }) => previousValue !== null))
  return (
    <>
      <Scroll label={label}>
        <table className="table ranking">
          <thead>
            <tr>
              <th scope="col">Group</th>
              {metrics.map(({ name }) => (
                <th key={name} scope="col" className="number">
                  {metricName(name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {groups.map((group, row) => (
              <tr key={`${group.isOther} ${JSON.stringify(group.labels)}`}>
                <th scope="row">
                  <svg className="bar" aria-hidden="true" preserveAspectRatio="none" viewBox="0 0 100 1">
                    <rect width={parts[row]! * 100} height="1" />
                  </svg>
                  <GroupName href={hrefOf?.(group)}>{nameOf(group)}</GroupName>
                </th>
                {group.numbers.map(({ value, changeRate, changePoints }, index) => (
                  <td key={metrics[index]!.name} className="number">
                    {formatOf(metrics[index]!.unit)(value)}
                    {isCompared && (
                      <small className="beside">
                        <Change
                          changeRate={changeRate}
                          changePoints={changePoints}
                          isUpGood={metrics[index]!.isUpGood}
                        />
                      </small>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {groupCount > groups.length && (
        <p className="empty">The largest of {exact(groupCount)} groups are shown; all others are one row.</p>
      )}
    </>
  )
}

const nameOf = (group: MeasuredGroup) => (group.labels.length || group.isOther ? groupName(group) : 'All')

const GroupName = ({ href, children }: { href: string | undefined; children: ReactNode }) => (
  <span className="name">{href === undefined ? children : <Link href={href}>{children}</Link>}</span>
)
