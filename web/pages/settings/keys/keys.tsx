import { useState } from 'react'
import { useRefresh } from '../../../api/live.ts'
import { useChange } from '../../../api/use-change.ts'
import { usePage } from '../../../api/use-page.ts'
import { momentName } from '../../../format/times.ts'
import { Card } from '../../../parts/card.tsx'
import { DataTable } from '../../../parts/data-table.tsx'
import { Action } from '../../../parts/forms/action.tsx'
import { ChecksField, TextField } from '../../../parts/forms/fields.tsx'
import { FormDialog } from '../../../parts/forms/form-dialog.tsx'
import { choicesIn, instantIn, textIn } from '../../../parts/forms/form-values.ts'
import { SecretDialog } from '../../../parts/forms/secret-dialog.tsx'
import { useViewer, useZone } from '../../../session/viewer.tsx'
import { CreateKey, Keys as KeysOperation, type KeysQuery, RevokeKey } from './keys.graphql.ts'

type Key = NonNullable<KeysQuery['apiKeys']>['nodes'][number]

/** Keys for services and dashboards, and how people get an account. */
export default function Keys() {
  const page = usePage(KeysOperation, {})
  useRefresh(page.refresh)
  const [isNew, setIsNew] = useState(false)
  const [made, setMade] = useState<string | undefined>()
  return (
    <>
      <Card
        title="API keys"
        page={page}
        fields={['apiKeys']}
        className="wide"
        aside={
          <button type="button" className="button primary" onClick={() => setIsNew(true)}>
            New key
          </button>
        }
      >
        {({ apiKeys }) => <KeyTable keys={apiKeys.nodes} refresh={page.refresh} />}
      </Card>
      <Accounts />
      {isNew && (
        <KeyForm
          onMade={key => {
            setMade(key)
            page.refresh()
          }}
          onClose={() => setIsNew(false)}
        />
      )}
      {made !== undefined && (
        <SecretDialog
          title="The new key"
          secret={made}
          hint="Services send it as the header “authorization: Bearer …”."
          onClose={() => setMade(undefined)}
        />
      )}
    </>
  )
}

function KeyTable({ keys, refresh }: { keys: Key[]; refresh: () => void }) {
  const zone = useZone()
  const change = useChange()
  const revoke = async (id: string) => {
    const { refusals } = await change(RevokeKey, { input: { id } })
    refresh()
    return refusals
  }
  return (
    <DataTable
      label="API keys"
      rows={keys}
      keyOf={({ id }) => id}
      columns={[
        { name: 'Name', of: ({ name }) => name },
        { name: 'Begins with', of: ({ prefix }) => <code>{prefix}</code> },
        { name: 'May', of: ({ scopes }) => scopes.map(scope => scopeNames[scope]).join(', ') },
        { name: 'Last used', of: ({ lastUsedAt }) => (lastUsedAt ? momentName(lastUsedAt, zone) : 'never') },
        { name: 'Ends', of: key => endOf(key, zone) },
        {
          name: 'Created',
          of: ({ createdAt, createdBy }) => `${momentName(createdAt, zone)} by ${createdBy}`,
        },
        {
          name: '',
          of: ({ id, name, revokedAt }) =>
            !revokedAt && (
              <Action
                label="Revoke"
                name={`Revoke ${name}`}
                done={`Revoked: “${name}” is refused within a few seconds.`}
                ask={{
                  title: `Revoke the key “${name}”?`,
                  text: 'Everything that uses it is refused from then on. It cannot be restored.',
                }}
                run={() => revoke(id)}
              />
            ),
        },
      ]}
      empty="There are no keys yet. A service needs one to send events; a dashboard needs one to ask."
    />
  )
}

const scopes = ['TRACK', 'READ'] as const
const scopeNames = { TRACK: 'send events', READ: 'ask questions' }

function endOf({ revokedAt, expiresAt }: Key, zone: string): string {
  if (revokedAt) return `revoked ${momentName(revokedAt, zone)}`
  return expiresAt ? momentName(expiresAt, zone) : 'never'
}

function KeyForm({ onMade, onClose }: { onMade: (key: string) => void; onClose: () => void }) {
  const change = useChange()
  const save = async (form: FormData) => {
    const input = {
      name: textIn(form, 'name') ?? '',
      scopes: choicesIn(form, 'scopes', scopes),
      expiresAt: instantIn(form, 'expiresAt'),
    }
    const { saved, refusals } = await change(CreateKey, { input })
    if (saved) onMade(saved)
    return refusals
  }
  return (
    <FormDialog title="A new key" submit="Create the key" save={save} onClose={onClose}>
      <TextField label="Name" name="name" required placeholder="chat backend" />
      <ChecksField
        label="It may"
        name="scopes"
        choices={scopes.map(scope => [scope, scopeNames[scope]] as const)}
        start={['TRACK']}
      />
      <TextField
        label="Ends"
        name="expiresAt"
        type="datetime-local"
        hint="Empty: it ends when it is revoked."
      />
    </FormDialog>
  )
}

/** Accounts are made on the server, so that nobody who steals a token makes one. */
function Accounts() {
  const { viewer } = useViewer()
  return (
    <section className="card" aria-label="Accounts of people">
      <h2>Accounts of people</h2>
      <p>
        You are <b>{viewer.account?.name ?? viewer.account?.username ?? viewer.subject}</b> (
        {viewer.roles.join(', ').toLowerCase().replaceAll('_', '-')}
        {viewer.proof === 'API_KEY' ? ', with a key' : ''}).
      </p>
      <p>
        Accounts are created on the server: <code>npm run account -- create --username ann</code>; likewise{' '}
        <code>list</code>, <code>disable</code>, <code>enable</code>, <code>password</code> and{' '}
        <code>roles</code>.
      </p>
    </section>
  )
}
