import './shared.css'
import { useEffect } from 'react'
import { eventOf } from '../../address/event-text.ts'
import { useAsked, useChoice } from '../../address/location.ts'
import { readRange } from '../../address/range-text.ts'
import { variablesOf } from '../../address/variables.ts'
import { isMeasured } from '../../answers/measure.ts'
import { usePage } from '../../api/use-page.ts'
import { filterName } from '../../format/names.ts'
import { momentName, rangeName } from '../../format/times.ts'
import { Card } from '../../parts/card.tsx'
import { ShownDashboard } from '../dashboards/dashboards.graphql.ts'
import { Grid } from '../dashboards/grid.tsx'
import { type Widget } from '../dashboards/widget-view.tsx'
import { type Link } from './link.ts'
import { zoneOf } from './zone.ts'

/** Empty for the range that the dashboard has itself. */
const ranges = ['', 'today', '7d', '30d', '91d', '12mo', 'this-month', 'last-month'] as const
const compares = ['', 'previous', 'year'] as const

const everyMs = 60_000

/** All widgets, with the range and the comparison if the link lets its viewer choose them. Nothing can be changed. */
export function SharedDashboard({ link }: { link: Link }) {
  const { question } = useAsked()
  const zone = zoneOf(question.zone)
  const [range, chooseRange] = useChoice('period', ranges)
  const [compared, chooseCompared] = useChoice('compared', compares)
  const page = usePage(ShownDashboard, {
    id: link.dashboardId,
    ...(link.allowsRange && chosen(range, compared)),
  })
  useRepeated(page.refresh)
  const { dashboard } = page.data
  useEffect(() => {
    document.title = `${dashboard?.name ?? 'Dashboard'} – Convograph`
  }, [dashboard?.name])
  return (
    <>
      <div className="title-row">
        <h1 className="page-title">{dashboard?.name ?? 'Dashboard'}</h1>
        {link.allowsRange && (
          <div className="bar-row">
            <select
              className="narrow"
              aria-label="Range"
              value={range}
              onChange={({ target }) => chooseRange(ranges.find(each => each === target.value) ?? '')}
            >
              {ranges.map(each => (
                <option key={each} value={each}>
                  {each ? rangeName(readRange(each)!) : 'Range of the dashboard'}
                </option>
              ))}
            </select>
            <select
              className="narrow"
              aria-label="Comparison"
              value={compared}
              onChange={({ target }) => chooseCompared(compares.find(each => each === target.value) ?? '')}
            >
              <option value="">Comparison of the dashboard</option>
              <option value="previous">vs. the previous period</option>
              <option value="year">vs. the year before</option>
            </select>
          </div>
        )}
      </div>
      {dashboard?.description && <p className="hint">{dashboard.description}</p>}
      {link.filter && (
        <p className="hint">
          Only: <b>{namesOf(link.filter)}</b>. The link fixes this.
        </p>
      )}
      {dashboard && !page.failureOf(['dashboard']) ? (
        <div
          aria-busy={page.isWaiting(['dashboard'])}
          className={page.isWaiting(['dashboard']) ? 'card-body old' : ''}
        >
          <Grid
            widgets={dashboard.widgets}
            zone={zone}
            compared={comparedName(compared, dashboard.widgets)}
          />
        </div>
      ) : (
        <Card title="Widgets" page={page} fields={['dashboard']} className="wide">
          {() => null}
        </Card>
      )}
      <p className="hint">
        Shown by a link that ends {momentName(new Date(link.expiresAt).toISOString(), zone)}. Times are those
        of {zone}.
      </p>
    </>
  )
}

/** The arguments that a link with the permission takes; what is not chosen stays that of the dashboard. */
function chosen(range: (typeof ranges)[number], compared: (typeof compares)[number]) {
  const { range: rangeArgument, compare } = variablesOf({
    range: readRange(range || '30d')!,
    compare: compared || 'off',
    filters: [],
  })
  return { ...(range && { range: rangeArgument }), ...(compared && { compare }) }
}

/** What the earlier numbers are called; undefined if there are none. */
function comparedName(compared: (typeof compares)[number], widgets: readonly Widget[]): string | undefined {
  if (compared) return compared === 'year' ? 'the year before' : 'the previous period'
  return widgets.some(isCompared) ? 'before' : undefined
}

const isCompared = ({ answer }: Widget) =>
  answer !== null &&
  isMeasured(answer) &&
  answer.groups.some(({ numbers }) => numbers.some(({ previousValue }) => previousValue !== null))

function namesOf(filter: object): string {
  const filters = eventOf({ filter })?.filters
  return filters ? filters.map(filterName).join(', ') : JSON.stringify(filter)
}

function useRepeated(refresh: () => void): void {
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === 'visible' && refresh(), everyMs)
    return () => clearInterval(timer)
  }, [refresh])
}
