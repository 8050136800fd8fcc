import { useState } from 'react'
import { hrefOf, useAsked } from '../../address/location.ts'
import { variablesOf } from '../../address/variables.ts'
import { useRefresh } from '../../api/live.ts'
import { usePage } from '../../api/use-page.ts'
import { Sankey } from '../../charts/sankey.tsx'
import { counted, rate, seconds } from '../../format/numbers.ts'
import { Card } from '../../parts/card.tsx'
import { Change } from '../../parts/change.tsx'
import { Link } from '../../parts/link.tsx'
import { UsersDialog } from '../../parts/users/users-dialog.tsx'
import { inputOf, type PathsDraft } from './draft.ts'
import { columnNames, flowsOf, type PlacedFlow } from './flows.ts'
import { type Opened, type PathLink, type Ways } from './opened.ts'
import { Paths, type PathsQuery, UsersOfPath } from './paths.graphql.ts'
import { Links, Whole } from './tables.tsx'

export function PathAnswers({ draft }: { draft: PathsDraft }) {
  const { question } = useAsked()
  const [opened, setOpened] = useState<Opened | undefined>()
  const [isTable, setIsTable] = useState(false)
  const { interval: _, ...variables } = variablesOf(question)
  const hasBefore = draft.direction !== 'AFTER'
  const hasAfter = draft.direction !== 'BEFORE'
  const page = usePage(Paths, {
    ...variables,
    before: inputOf(draft, 'BEFORE'),
    after: inputOf(draft, 'AFTER'),
    hasBefore,
    hasAfter,
  })
  useRefresh(page.refresh)
  const fields = [...(hasBefore ? ['before' as const] : []), ...(hasAfter ? ['after' as const] : [])]
  const anchor = draft.anchor.event
  return (
    <>
      <Card
        title="Steps around the event"
        page={page}
        fields={fields}
        className="wide"
        aside={
          <button
            type="button"
            className="button quiet"
            aria-pressed={isTable}
            onClick={() => setIsTable(!isTable)}
          >
            Show as {isTable ? 'chart' : 'table'}
          </button>
        }
      >
        {data => {
          const { before, after } = data as Partial<PathsQuery>
          const flows = flowsOf(before?.steps ?? [], after?.steps ?? [])
          return (
            <>
              <Summary ways={(after ?? before)!} anchor={anchor} />
              {isTable ? (
                <Links flows={flows} onOpen={flow => setOpened(openedOf(flow))} />
              ) : (
                <Flows
                  flows={flows}
                  columns={columnNames(before?.steps ?? [], after?.steps ?? [], anchor)}
                  onOpen={flow => setOpened(openedOf(flow))}
                />
              )}
              <Ends before={before ?? undefined} after={after ?? undefined} />
            </>
          )
        }}
      </Card>
      <div className="cards">
        {fields.map(field => (
          <Card
            key={field}
            title={field === 'after' ? 'Whole paths after it' : 'Whole paths before it'}
            page={page}
            fields={[field]}
          >
            {data => (
              <Whole
                paths={(data as PathsQuery)[field]!.paths}
                direction={field === 'after' ? 'AFTER' : 'BEFORE'}
                onOpen={setOpened}
              />
            )}
          </Card>
        ))}
      </div>
      {opened && (
        <UsersDialog
          title={opened.title}
          count={opened.users}
          operation={UsersOfPath}
          variablesAfter={cursor => {
            const { compare: _, ...rest } = variables
            const input = inputOf(draft, opened.direction)
            return { ...rest, input, link: opened.link ?? null, path: opened.path ?? null, cursor }
          }}
          pageOf={data => data.paths?.usersBehind}
          onClose={() => setOpened(undefined)}
          actions={opened.link && <FunnelOf link={opened.link} />}
        />
      )}
    </>
  )
}

const openedOf = ({ link, depth, direction }: PlacedFlow<PathLink>): Opened => ({
  title: `${link.from} → ${link.to}`,
  users: link.users,
  direction,
  link: { depth, from: link.from, to: link.to },
})

/** From a path to the rate at which it is taken. */
function FunnelOf({ link }: { link: { from: string; to: string } }) {
  const { question } = useAsked()
  return (
    <p>
      <Link className="button" href={hrefOf('/funnels', question, { step1: link.from, step2: link.to })}>
        Make a funnel of the two
      </Link>
    </p>
  )
}

function Summary({ ways, anchor }: { ways: Ways; anchor: string }) {
  const change = ways.changes.find(({ field }) => field === 'occurrences')
  return (
    <p>
      <b>{counted(ways.occurrences, 'time')}</b> “{anchor}” by <b>{counted(ways.users, 'user')}</b>.{' '}
      {change && <Change {...change} />}
    </p>
  )
}

interface FlowsProps {
  flows: PlacedFlow<PathLink>[]
  columns: string[]
  onOpen: (flow: PlacedFlow<PathLink>) => void
}

function Flows({ flows, columns, onOpen }: FlowsProps) {
  if (!flows.length)
    return <p className="empty">No other event is within the pause. Try a longer pause or a longer range.</p>
  return (
    <Sankey
      label="Events before and after, from the left to the right"
      flows={flows}
      columns={columns}
      nameOf={(_, index) => {
        const { from, to, occurrences, users, share, medianSeconds } = flows[index]!.link
        return `${from} → ${to}: ${counted(occurrences, 'time')} (${rate(share)}), ${counted(users, 'user')}, median ${seconds(medianSeconds)}`
      }}
      onOpen={index => onOpen(flows[index]!)}
    />
  )
}

/** What the picture does not show: paths that end, and links that are too rare. */
function Ends({ before, after }: { before: Ways | undefined; after: Ways | undefined }) {
  const rows = [
    ...(before?.steps ?? []).map(step => ({ ...step, side: 'before' })).reverse(),
    ...(after?.steps ?? []).map(step => ({ ...step, side: 'after' })),
  ].filter(({ ended, otherOccurrences }) => ended > 0 || otherOccurrences > 0)
  if (!rows.length) return null
  return (
    <ul className="hint plain">
      {rows.map(({ depth, side, ended, otherOccurrences }) => (
        <li key={`${side} ${depth}`}>
          {depth} {side}: {[endedText(ended, side), otherText(otherOccurrences)].filter(Boolean).join(', ')}
        </li>
      ))}
    </ul>
  )
}

const endedText = (count: number, side: string) =>
  count > 0 &&
  `${counted(count, 'path')} ${side === 'after' ? 'without a further event' : 'with no event that early'}`

const otherText = (count: number) =>
  count > 0 && `${counted(count, 'path')} with a rarer step, which is not shown`
