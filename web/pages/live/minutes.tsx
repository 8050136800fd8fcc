import { useChoice } from '../../address/location.ts'
import { LineChart } from '../../charts/line-chart.tsx'
import { exact, type Format, milliseconds, money, numberOf, rate } from '../../format/numbers.ts'
import { bucketName, tickName } from '../../format/times.ts'
import { useZone } from '../../session/viewer.tsx'
import { type LiveNumbersSubscription } from './live.graphql.ts'

type Realtime = LiveNumbersSubscription['realtime']
type Minute = Realtime['minutes'][number]

const metrics: Record<string, { name: string; format: Format; of: (minute: Minute) => number | null }> = {
  messages: { name: 'Messages', format: exact, of: ({ messages }) => messages },
  users: { name: 'Users', format: exact, of: ({ activeUsers }) => activeUsers },
  conversations: { name: 'Conversations', format: exact, of: minute => minute.activeConversations },
  calls: { name: 'Calls', format: exact, of: ({ calls }) => calls },
  failed: { name: 'Failed calls', format: rate, of: ({ errorRate }) => errorRate },
  time: { name: 'Response time', format: milliseconds, of: minute => minute.averageResponseTimeMs },
  cost: { name: 'Cost', format: money, of: ({ costUsd }) => numberOf(costUsd) },
}
const keys = Object.keys(metrics)

/** One number, minute by minute. */
export function Minutes({ minutes }: Realtime) {
  const zone = useZone()
  const [key, choose] = useChoice('metric', keys)
  const { name, format, of } = metrics[key]!
  return (
    <>
      <div className="controls">
        <label>
          Number
          <select value={key} onChange={({ target }) => choose(target.value)}>
            {keys.map(each => (
              <option key={each} value={each}>
                {metrics[each]!.name}
              </option>
            ))}
          </select>
        </label>
      </div>
      <LineChart
        label={`${name} in each of the last 30 minutes`}
        points={minutes.map(({ start, isComplete }) => ({
          name: bucketName(start, 'MINUTE', zone),
          tick: tickName(start, 'MINUTE', zone),
          isComplete,
        }))}
        series={[{ name, values: minutes.map(of) }]}
        format={format}
        height={200}
      />
    </>
  )
}
