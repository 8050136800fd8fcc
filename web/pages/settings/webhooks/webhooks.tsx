import { useState } from 'react'
import { useChoice } from '../../../address/location.ts'
import { useText } from '../../../address/own-text.ts'
import { useRefresh } from '../../../api/live.ts'
import { usePage } from '../../../api/use-page.ts'
import { wordsOf } from '../../../format/names.ts'
import { Card } from '../../../parts/card.tsx'
import { SecretDialog } from '../../../parts/forms/secret-dialog.tsx'
import { Deliveries } from './deliveries.tsx'
import { WebhookForm } from './webhook-form.tsx'
import { WebhookTable } from './webhook-table.tsx'
import { Webhooks as WebhooksOperation, type WebhooksQuery } from './webhooks.graphql.ts'

type Webhook = NonNullable<WebhooksQuery['webhooks']>['nodes'][number]

const states = ['', 'FAILED', 'WAITING', 'DELIVERED'] as const

/** Webhooks, and every attempt to deliver something to one. */
export default function Webhooks() {
  const [state, chooseState] = useChoice('state', states)
  const [webhookId, setWebhookId] = useText('webhook')
  const page = usePage(WebhooksOperation, { state: state || null, webhookId: webhookId || null })
  useRefresh(page.refresh)
  const [edited, setEdited] = useState<Webhook | 'new' | undefined>()
  const [secret, setSecret] = useState<string | undefined>()
  const webhooks = page.data.webhooks?.nodes ?? []
  return (
    <>
      <Card
        title="Webhooks"
        page={page}
        fields={['webhooks']}
        className="wide"
        aside={
          <button type="button" className="button primary" onClick={() => setEdited('new')}>
            New webhook
          </button>
        }
      >
        {({ webhooks }) => (
          <WebhookTable
            webhooks={webhooks.nodes}
            refresh={page.refresh}
            edit={setEdited}
            showSecret={setSecret}
          />
        )}
      </Card>
      <Card title="Deliveries" page={page} fields={['webhookDeliveries']}>
        {({ webhookDeliveries }) => (
          <>
            <div className="controls">
              <label>
                State
                <select
                  value={state}
                  onChange={({ target }) => chooseState(states.find(each => each === target.value) ?? '')}
                >
                  {states.map(each => (
                    <option key={each} value={each}>
                      {each ? wordsOf(each) : 'all'}
                    </option>
                  ))}
                </select>
              </label>
              <label>
                Webhook
                <select value={webhookId} onChange={({ target }) => setWebhookId(target.value)}>
                  <option value="">all</option>
                  {webhooks.map(({ id, name }) => (
                    <option key={id} value={id}>
                      {name}
                    </option>
                  ))}
                </select>
              </label>
            </div>
            <Deliveries {...webhookDeliveries} webhooks={webhooks} refresh={page.refresh} />
          </>
        )}
      </Card>
      {edited && (
        <WebhookForm
          {...(edited !== 'new' && { saved: edited })}
          onSaved={shown => {
            page.refresh()
            if (shown) setSecret(shown)
          }}
          onClose={() => setEdited(undefined)}
        />
      )}
      {secret !== undefined && (
        <SecretDialog
          title="The secret of the webhook"
          secret={secret}
          hint="The receiver checks the signature of each message with it."
          onClose={() => setSecret(undefined)}
        />
      )}
    </>
  )
}
