import { useRefresh } from '../../../api/live.ts'
import { usePage } from '../../../api/use-page.ts'
import { wordsOf } from '../../../format/names.ts'
import { exact, rate } from '../../../format/numbers.ts'
import { momentName } from '../../../format/times.ts'
import { Card } from '../../../parts/card.tsx'
import { DataTable } from '../../../parts/data-table.tsx'
import { StateMark } from '../../../parts/state-mark.tsx'
import { useZone } from '../../../session/viewer.tsx'
import { Limits as LimitsOperation, type LimitsQuery } from './limits.graphql.ts'

/** What is left of the caller's points, the limits of the service, its jobs and its versions. */
export default function Limits() {
  const page = usePage(LimitsOperation, {})
  useRefresh(page.refresh)
  return (
    <>
      <div className="cards">
        <Card title="Your points" page={page} fields={['rateLimit']}>
          {({ rateLimit }) => <Points {...rateLimit} />}
        </Card>
        <Card title="Rates" page={page} fields={['settings']}>
          {({ settings }) => <Facts of={settings.rates} none="no limit" />}
        </Card>
        <Card title="Limits of a request" page={page} fields={['settings']}>
          {({ settings }) => <Facts of={settings.limits} none="no limit" />}
        </Card>
        <Card title="Days that events are kept" page={page} fields={['settings']}>
          {({ settings }) => <Facts of={settings.retention} none="for ever" />}
        </Card>
        <Card title="This service" page={page} fields={['settings']}>
          {({ settings }) => (
            <>
              <Facts of={settings.versions} none="–" />
              <Facts of={{ timeZone: settings.timeZone, ...settings.features }} none="–" />
            </>
          )}
        </Card>
      </div>
      <Card title="Work in the background" page={page} fields={['jobs']}>
        {({ jobs }) => <Jobs jobs={jobs.nodes} />}
      </Card>
    </>
  )
}

function Points({ remaining, limit, resetAt, cost }: NonNullable<LimitsQuery['rateLimit']>) {
  const zone = useZone()
  if (limit === null || remaining === null) return <p>There is no limit for you.</p>
  return (
    <>
      <p>
        <b>{exact(remaining)}</b> of {exact(limit)} points are left
        {resetAt && `, and all of them again at ${momentName(resetAt, zone)}`}.
      </p>
      <progress className="meter" max={limit} value={remaining} aria-label="Points that are left" />
      <p className="hint">This page cost {exact(cost)} points.</p>
    </>
  )
}

interface FactsProps {
  of: Record<string, number | string | boolean | null>
  /** For null. */
  none: string
}

const Facts = ({ of, none }: FactsProps) => (
  <dl className="facts">
    {Object.entries(of)
      .filter(([name]) => name !== '__typename')
      .map(([name, value]) => (
        <div key={name}>
          <dt>{wordsOf(name.replace(/([A-Z])/g, '_$1'))}</dt>
          <dd>{textOf(value, none)}</dd>
        </div>
      ))}
  </dl>
)

function textOf(value: number | string | boolean | null, none: string): string {
  if (value === null) return none
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return typeof value === 'number' ? exact(value) : value
}

function Jobs({ jobs }: { jobs: NonNullable<LimitsQuery['jobs']>['nodes'] }) {
  const zone = useZone()
  return (
    <DataTable
      label="Jobs"
      rows={jobs}
      keyOf={({ id }) => id}
      columns={[
        { name: 'Job', of: ({ kind }) => wordsOf(kind) },
        { name: 'State', of: ({ state }) => <StateMark state={state} /> },
        { name: 'Done', isNumber: true, of: ({ progress }) => rate(progress) },
        { name: 'Since', of: ({ createdAt }) => momentName(createdAt, zone) },
        { name: 'Ended', of: ({ finishedAt }) => (finishedAt ? momentName(finishedAt, zone) : '') },
        { name: 'Why it failed', of: ({ error }) => error && <span className="wrap">{error.message}</span> },
      ]}
      empty="Nothing is running."
    />
  )
}
