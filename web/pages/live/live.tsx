import { useAsked } from '../../address/location.ts'
import { type Question } from '../../address/question.ts'
import { useStream } from '../../api/use-stream.ts'
import { Card } from '../../parts/card.tsx'
import { Feed } from './feed.tsx'
import { LiveNumbers } from './live.graphql.ts'
import { Minutes } from './minutes.tsx'
import { Now } from './now.tsx'

/** The last half hour, minute by minute, and events as they arrive: by subscription, so nothing has to be asked again. */
export default function Live() {
  const { question } = useAsked()
  const { botId, channel, others } = limitsOf(question)
  const page = useStream(LiveNumbers, { botId, channel })
  return (
    <>
      <h1 className="page-title">What is happening now?</h1>
      {others > 0 && (
        <p className="hint">
          Of the filters, only one bot and one channel apply here: {others === 1 ? 'one is' : `${others} are`}{' '}
          left out.
        </p>
      )}
      <Card
        title="Now, and how it was yesterday at this time"
        page={page}
        fields={['realtime']}
        className="wide numbers"
      >
        {({ realtime }) => <Now now={realtime} question={question} />}
      </Card>
      <Card title="The last 30 minutes" page={page} fields={['realtime']} className="wide">
        {({ realtime }) => <Minutes {...realtime} />}
      </Card>
      <Feed question={question} botId={botId} channel={channel} />
    </>
  )
}

/** What of the filters the numbers of now can be limited to. */
function limitsOf({ filters, segmentId }: Question) {
  const only = (dimension: string) =>
    filters.find(
      ({ subject, operator, values }) =>
        subject.kind === 'dimension' &&
        subject.dimension === dimension &&
        operator === 'IS' &&
        values.length === 1,
    )?.values[0]
  const [bot, channel] = [only('BOT'), only('CHANNEL')]
  const applied = [bot, channel].filter(value => value !== undefined).length
  return {
    botId: bot === undefined ? null : String(bot),
    channel: channel === undefined ? null : String(channel),
    others: filters.length - applied + (segmentId ? 1 : 0),
  }
}
