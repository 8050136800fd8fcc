import { useChange } from '../../../api/use-change.ts'
import { wordsOf } from '../../../format/names.ts'
import { exact } from '../../../format/numbers.ts'
import { DataTable } from '../../../parts/data-table.tsx'
import { Action } from '../../../parts/forms/action.tsx'
import { say } from '../../../parts/notice.tsx'
import { StateMark } from '../../../parts/state-mark.tsx'
import { useDone } from '../use-done.ts'
import {
  DeleteWebhook,
  RotateSecret,
  TestWebhook,
  UpdateWebhook,
  type WebhooksQuery,
} from './webhooks.graphql.ts'

type Webhook = NonNullable<WebhooksQuery['webhooks']>['nodes'][number]

interface WebhookTableProps {
  webhooks: Webhook[]
  refresh: () => void
  edit: (webhook: Webhook) => void
  showSecret: (secret: string) => void
}

export const WebhookTable = ({ webhooks, ...more }: WebhookTableProps) => (
  <DataTable
    label="Webhooks"
    rows={webhooks}
    keyOf={({ id }) => id}
    columns={[
      { name: 'Name', of: ({ name }) => name },
      { name: 'State', of: webhook => <State {...webhook} /> },
      { name: 'Address', of: ({ url }) => <span className="wrap">{url}</span> },
      { name: 'Told of', of: ({ events }) => <span className="wrap">{events.map(wordsOf).join(', ')}</span> },
      { name: '', of: webhook => <Actions webhook={webhook} {...more} /> },
    ]}
    empty="There are no webhooks. One tells a chat or a server of alerts, budgets, exports and more."
  />
)

function State({ isEnabled, disabledBecause, failingSince }: Webhook) {
  if (disabledBecause) return <StateMark state="STOPPED" />
  if (!isEnabled) return <StateMark state="PAUSED" />
  return <StateMark state={failingSince ? 'RETRYING' : 'RUNNING'} />
}

function Actions({
  webhook,
  refresh,
  edit,
  showSecret,
}: Omit<WebhookTableProps, 'webhooks'> & { webhook: Webhook }) {
  const change = useChange()
  const done = useDone(refresh)
  const { id, name, isEnabled, version } = webhook
  const test = async () => {
    const { saved, refusals } = await change(TestWebhook, { input: { id } })
    refresh()
    if (saved)
      say(
        saved.isDelivered
          ? `“${name}” answered ${saved.status} in ${exact(saved.durationMs)} ms.`
          : `Not delivered: ${saved.error?.message ?? saved.status}`,
      )
    return refusals
  }
  const rotate = async () => {
    const { saved, refusals } = await change(RotateSecret, { input: { id } })
    if (saved) showSecret(saved.secret)
    return refusals
  }
  return (
    <span className="actions">
      <Action label="Test" name={`Test ${name}`} run={test} />
      <button type="button" className="button" onClick={() => edit(webhook)} aria-label={`Change ${name}`}>
        Change
      </button>
      <Action
        label={isEnabled ? 'Pause' : 'Resume'}
        name={`${isEnabled ? 'Pause' : 'Resume'} ${name}`}
        done={isEnabled ? 'Paused.' : 'Resumed.'}
        run={() =>
          done(change(UpdateWebhook, { input: { id, expectedVersion: version, isEnabled: !isEnabled } }))
        }
      />
      <Action
        label="New secret"
        name={`New secret for ${name}`}
        ask={{
          title: `A new secret for “${name}”?`,
          text: 'For 24 hours messages are signed with both, so that the receiver can change over.',
        }}
        run={rotate}
      />
      <Action
        label="Delete"
        name={`Delete ${name}`}
        className="button quiet"
        done={`Deleted: the webhook “${name}”.`}
        ask={{ title: `Delete the webhook “${name}”?`, text: 'What waits for it is not sent any more.' }}
        run={() => done(change(DeleteWebhook, { input: { id } }))}
      />
    </span>
  )
}
