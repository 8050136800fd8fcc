import { useState } from 'react'
import { useAsked } from '../../address/location.ts'
import { intervalOf, variablesOf } from '../../address/variables.ts'
import { useChange } from '../../api/use-change.ts'
import { usePage } from '../../api/use-page.ts'
import { LineChart } from '../../charts/line-chart.tsx'
import { counted, exact, rate, ratio } from '../../format/numbers.ts'
import { bucketName, momentName, tickName } from '../../format/times.ts'
import { Card } from '../../parts/card.tsx'
import { say } from '../../parts/notice.tsx'
import { UsersDialog } from '../../parts/users/users-dialog.tsx'
import { useZone } from '../../session/viewer.tsx'
import { SegmentSizes, type SegmentSizesQuery, SnapshotMembers, SnapshotSegment } from './segments.graphql.ts'

/** The sizes of a segment over the range, and its snapshots. */
export function History({ id }: { id: string }) {
  const { question } = useAsked()
  const { range, timeZone, weekStart } = variablesOf(question)
  const interval = intervalOf(question)
  const page = usePage(SegmentSizes, { id, range, interval, timeZone, weekStart })
  return (
    <div className="cards">
      <Card title="Users over time" page={page} fields={['sizes']}>
        {({ sizes }) => <Sizes sizes={sizes.sizeOverTime} />}
      </Card>
      <Card
        title="Snapshots"
        page={page}
        fields={['snapshots']}
        aside={<TakeSnapshot id={id} done={() => page.retry(['snapshots'])} />}
      >
        {({ snapshots }) => <Snapshots snapshots={snapshots.snapshots.nodes} />}
      </Card>
    </div>
  )
}

type Sizes = NonNullable<SegmentSizesQuery['sizes']>['sizeOverTime']

function Sizes({ sizes }: { sizes: Sizes }) {
  const { question } = useAsked()
  const zone = useZone()
  const interval = intervalOf(question)
  return (
    <LineChart
      label="Users in the segment at the end of each period"
      points={sizes.map(({ start, isComplete }) => ({
        name: bucketName(start, interval, zone),
        tick: tickName(start, interval, zone),
        isComplete,
      }))}
      series={[{ name: 'Users', values: sizes.map(({ size }) => size) }]}
      format={exact}
      height={220}
    />
  )
}

function TakeSnapshot({ id, done }: { id: string; done: () => void }) {
  const change = useChange()
  const [isTaking, setIsTaking] = useState(false)
  const [mistake, setMistake] = useState('')
  const take = async () => {
    setIsTaking(true)
    const { saved, refusals } = await change(SnapshotSegment, { input: { id } })
    setIsTaking(false)
    setMistake(refusals.map(({ message }) => message).join(' '))
    if (!saved) return
    say(`Snapshot taken: ${counted(saved.size, 'user')}.`)
    done()
  }
  return (
    <>
      {mistake && (
        <span className="mistake" role="alert">
          {mistake}
        </span>
      )}
      <button type="button" className="button" onClick={take} disabled={isTaking}>
        {isTaking ? 'Taking …' : 'Take a snapshot'}
      </button>
    </>
  )
}

type Snapshot = NonNullable<SegmentSizesQuery['snapshots']>['snapshots']['nodes'][number]

function Snapshots({ snapshots }: { snapshots: Snapshot[] }) {
  const zone = useZone()
  const [opened, setOpened] = useState<Snapshot | undefined>()
  if (!snapshots.length)
    return (
      <p className="empty">
        None yet. A snapshot keeps today’s members for good, for example to see later who of them stayed.
      </p>
    )
  return (
    <>
      <ul className="notes">
        {snapshots.map(snapshot => (
          <li key={snapshot.id} className="note">
            <button type="button" className="link" onClick={() => setOpened(snapshot)}>
              {counted(snapshot.size, 'user')}
            </button>
            ({rate(ratio(snapshot.size, snapshot.knownUsers))})
            <small>
              as of {momentName(snapshot.asOf, zone)}, by {snapshot.createdBy}
            </small>
          </li>
        ))}
      </ul>
      {opened && (
        <UsersDialog
          title={`Members as of ${momentName(opened.asOf, zone)}`}
          count={opened.size}
          operation={SnapshotMembers}
          variablesAfter={after => ({ id: opened.id, after })}
          pageOf={({ node }) => (node && 'members' in node ? node.members : undefined)}
          onClose={() => setOpened(undefined)}
        />
      )}
    </>
  )
}
