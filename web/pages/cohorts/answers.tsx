import { useState } from 'react'
import { useAsked, useChoice } from '../../address/location.ts'
import { type Unit } from '../../address/question.ts'
import { variablesOf } from '../../address/variables.ts'
import { useRefresh } from '../../api/live.ts'
import { usePage } from '../../api/use-page.ts'
import { LineChart } from '../../charts/line-chart.tsx'
import { bucketName } from '../../format/times.ts'
import { Card } from '../../parts/card.tsx'
import { UsersDialog } from '../../parts/users/users-dialog.tsx'
import { useZone } from '../../session/viewer.tsx'
import { CohortMembers, Cohorts, type CohortsQuery } from './cohorts.graphql.ts'
import { type inputOf } from './draft.ts'
import { type ShownKey, shown, shownKeys } from './shown.ts'
import { type Cell, columnName, type Row, Triangle } from './triangle.tsx'

type CohortsAsked = { id: string } | { input: ReturnType<typeof inputOf> }

interface CohortAnswersProps {
  asked: CohortsAsked
  interval: Unit
}

export function CohortAnswers({ asked, interval }: CohortAnswersProps) {
  const { question } = useAsked()
  const [show, setShow] = useChoice('show', shownKeys)
  const [opened, setOpened] = useState<{ row: Row; cell: Cell } | undefined>()
  const { compare: _, interval: __, ...variables } = variablesOf(question)
  const page = usePage(Cohorts, { ...variables, ...asked })
  useRefresh(page.refresh)
  return (
    <>
      <Card
        title="Retention"
        page={page}
        fields={['cohorts']}
        metrics={['costUsd']}
        className="wide"
        aside={<ShowSelect show={show} onChange={setShow} />}
      >
        {({ cohorts }) =>
          cohorts.size ? (
            <>
              <Triangle
                cohorts={cohorts}
                interval={interval}
                show={show}
                open={(row, cell) => setOpened({ row, cell })}
              />
              <p className="hint">
                Hatched: the time is not over for the whole cohort, so the number can grow. Such cells are not
                in the row of all.{' '}
                {show === 'cost' &&
                  'The cost is that of the return events, divided by the users who returned.'}
              </p>
            </>
          ) : (
            <p className="empty">
              Nobody entered in this range. Try a longer range, or another event by which users enter.
            </p>
          )
        }
      </Card>
      <Card title="All cohorts together" page={page} fields={['cohorts']} className="wide">
        {({ cohorts }) => <Curve {...cohorts} interval={interval} show={show} />}
      </Card>
      {opened && <Opened {...opened} asked={asked} interval={interval} close={() => setOpened(undefined)} />}
    </>
  )
}

function ShowSelect({ show, onChange }: { show: ShownKey; onChange: (show: ShownKey) => void }) {
  return (
    <label className="inline">
      Show
      <select
        value={show}
        onChange={({ target }) => onChange(shownKeys.find(key => key === target.value) ?? 'share')}
      >
        {shownKeys.map(key => (
          <option key={key} value={key}>
            {shown[key].name}
          </option>
        ))}
      </select>
    </label>
  )
}

type Average = NonNullable<CohortsQuery['cohorts']>['average']

function Curve({ average, interval, show }: { average: Average; interval: Unit; show: ShownKey }) {
  const { name, of, format } = shown[show]
  const columns = average.filter(({ size }) => size > 0)
  if (!columns.length) return <p className="empty">No column is complete yet.</p>
  return (
    <LineChart
      label={`${name} by ${interval.toLowerCase()} after entry, over complete cells`}
      points={columns.map(({ period }) => ({
        name: columnName(period, interval),
        tick: `${interval.charAt(0)}${period}`,
        isComplete: true,
      }))}
      series={[{ name, values: columns.map(of) }]}
      format={format}
      height={220}
    />
  )
}

interface OpenedProps extends CohortAnswersProps {
  row: Row
  cell: Cell
  close: () => void
}

function Opened({ row, cell, asked, interval, close }: OpenedProps) {
  const { question } = useAsked()
  const zone = useZone()
  const { compare: _, interval: __, ...variables } = variablesOf(question)
  return (
    <UsersDialog
      title={`${bucketName(row.start, interval, zone)}, ${columnName(cell.period, interval).toLowerCase()}`}
      count={cell.users}
      operation={CohortMembers}
      variablesAfter={after => ({ ...variables, ...asked, start: row.start, period: cell.period, after })}
      pageOf={data => data.cohorts?.rows[0]?.cells[0]?.members}
      onClose={close}
    />
  )
}
