import { hrefOf } from '../../address/location.ts'
import { type Question } from '../../address/question.ts'
import { exact } from '../../format/numbers.ts'
import { momentName } from '../../format/times.ts'
import { useFormats } from '../../parts/computed/use-formats.ts'
import { DataTable } from '../../parts/data-table.tsx'
import { Link } from '../../parts/link.tsx'
import { StateMark } from '../../parts/state-mark.tsx'
import { useZone } from '../../session/viewer.tsx'
import { type AlertsQuery } from './alerts.graphql.ts'
import { type AlertContent, byUrgency, groupName, ruleOf } from './words.ts'

type Rule = NonNullable<AlertsQuery['alerts']>['nodes'][number]

/** The rules, those that fire first. */
export function Rules({
  nodes,
  totalCount,
  question,
}: NonNullable<AlertsQuery['alerts']> & { question: Question }) {
  const zone = useZone()
  const formatFor = useFormats()
  const formatOf = ({ field = '' }: AlertContent) => formatFor(field)
  return (
    <>
      <DataTable
        label="Rules"
        rows={byUrgency(nodes)}
        keyOf={({ id }) => id}
        columns={[
          {
            name: 'Alert',
            of: ({ id, name }) => (
              <Link href={hrefOf(`/alerts/${encodeURIComponent(id)}`, question)}>{name}</Link>
            ),
          },
          { name: 'State', of: rule => <State rule={rule} /> },
          { name: 'Now', isNumber: true, of: rule => formatOf(rule.input)(worstOf(rule)?.value) },
          { name: 'Rule', of: ({ input }) => <span className="wrap">{ruleOf(input, formatOf(input))}</span> },
          { name: 'Since', of: rule => momentOr(worstOf(rule)?.since ?? null, zone) },
          { name: 'Checked', of: ({ checkedAt }) => momentOr(checkedAt, zone) },
        ]}
        empty="There are no alerts yet. An alert tells you by mail or webhook when a number leaves its bounds: start with “New alert”, which shows how often it would have fired."
      />
      {totalCount > nodes.length && (
        <p className="hint">
          The newest {exact(nodes.length)} of {exact(totalCount)}.
        </p>
      )}
    </>
  )
}

function State({ rule }: { rule: Rule }) {
  const { state, groups, snoozedUntil } = rule
  const trouble = groups.filter(each => each.state === state && groups.length > 1 && state !== 'OK')
  const isTaken = groups.some(({ acknowledgedAt }) => acknowledgedAt !== null)
  return (
    <>
      <StateMark state={state} />
      {trouble.length > 0 && (
        <small>
          {' '}
          {groupName(trouble[0]!.labels)}
          {trouble.length > 1 && ` and ${trouble.length - 1} more`}
        </small>
      )}
      {isTaken && <small> acknowledged</small>}
      {snoozedUntil && Date.parse(snoozedUntil) > Date.now() && <small> snoozed</small>}
    </>
  )
}

/** The group that gives the alert its state. */
const worstOf = ({ groups, state }: Rule) => groups.find(each => each.state === state) ?? groups[0]

const momentOr = (instant: string | null, zone: string) => (instant ? momentName(instant, zone) : 'not yet')
