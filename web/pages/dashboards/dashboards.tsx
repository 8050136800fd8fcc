import { useState } from 'react'
import { hrefOf, open, useAsked } from '../../address/location.ts'
import { type Refusal, useChange } from '../../api/use-change.ts'
import { usePage } from '../../api/use-page.ts'
import { momentName } from '../../format/times.ts'
import { Card } from '../../parts/card.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Field, Form } from '../../parts/form.tsx'
import { Link } from '../../parts/link.tsx'
import { say } from '../../parts/notice.tsx'
import { Scroll } from '../../parts/scroll.tsx'
import { useZone } from '../../session/viewer.tsx'
import { CreateDashboard, ImportDashboard, SavedDashboards } from './dashboards.graphql.ts'

const pathOf = (id: string) => `/dashboards/${encodeURIComponent(id)}`

/** All dashboards; a new one begins empty or with the JSON of another. */
export default function Dashboards() {
  const { question } = useAsked()
  const zone = useZone()
  const page = usePage(SavedDashboards, {})
  const [asked, setAsked] = useState<'new' | 'import' | undefined>()
  const close = () => setAsked(undefined)
  const opened = (id: string) => open(hrefOf(pathOf(id), question))
  return (
    <>
      <h1 className="page-title">Which numbers do you watch together?</h1>
      <Card
        title="Dashboards"
        page={page}
        fields={['dashboards']}
        className="wide"
        aside={
          <>
            <button type="button" className="button primary" onClick={() => setAsked('new')}>
              New
            </button>
            <button type="button" className="button" onClick={() => setAsked('import')}>
              Import
            </button>
          </>
        }
      >
        {({ dashboards: { nodes } }) => (
          <Scroll label="Dashboards">
            <table className="table">
              <thead>
                <tr>
                  <th scope="col">Name</th>
                  <th scope="col">What it is for</th>
                  <th scope="col">Changed</th>
                </tr>
              </thead>
              <tbody>
                {nodes.map(({ id, name, description, isBuiltIn, updatedAt, createdBy }) => (
                  <tr key={id}>
                    <th scope="row">
                      <Link href={hrefOf(pathOf(id), question)}>{name}</Link>
                    </th>
                    <td>{description}</td>
                    <td>
                      {isBuiltIn
                        ? 'comes with Convograph'
                        : `${momentName(updatedAt, zone)} · made by ${createdBy}`}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scroll>
        )}
      </Card>
      {asked === 'new' && <NewDialog opened={opened} onClose={close} />}
      {asked === 'import' && <ImportDialog opened={opened} onClose={close} />}
    </>
  )
}

interface DialogProps {
  opened: (id: string) => void
  onClose: () => void
}

function NewDialog({ opened, onClose }: DialogProps) {
  const change = useChange()
  const submit = async (given: FormData) => {
    const input = { name: String(given.get('name')), widgets: [] }
    const { saved, refusals } = await change(CreateDashboard, { input })
    if (!saved || refusals.length) return refusals
    say(`Made: the dashboard “${input.name}”.`)
    onClose()
    opened(saved.id)
    return []
  }
  return (
    <Dialog title="New dashboard" onClose={onClose}>
      <Form does="Make it" submit={submit} fields={['name']}>
        {refusalOf => (
          <Field label="Name" refusal={refusalOf('name')}>
            {more => <input name="name" required {...more} />}
          </Field>
        )}
      </Form>
    </Dialog>
  )
}

function ImportDialog({ opened, onClose }: DialogProps) {
  const [text, setText] = useState('')
  const change = useChange()
  const submit = async (given: FormData): Promise<Refusal[]> => {
    const json = objectOf(text)
    if (!json) return [{ field: 'json', message: 'This is no JSON object. Paste what “Save as JSON” gave.' }]
    const name = String(given.get('name')).trim()
    const { saved, refusals } = await change(ImportDashboard, { input: { json, ...(name && { name }) } })
    if (!saved || refusals.length) return refusals
    say(`Imported: the dashboard “${saved.name}”.`)
    onClose()
    opened(saved.id)
    return []
  }
  return (
    <Dialog title="Import a dashboard" onClose={onClose}>
      <Form does="Import" submit={submit} fields={['json', 'name']}>
        {refusalOf => (
          <>
            <Field label="A file">
              {more => (
                <input
                  type="file"
                  accept="application/json,.json"
                  onChange={async ({ target }) => setText((await target.files?.[0]?.text()) ?? '')}
                  {...more}
                />
              )}
            </Field>
            <Field label="Or its JSON" refusal={refusalOf('json')}>
              {more => (
                <textarea
                  rows={8}
                  value={text}
                  onChange={({ target }) => setText(target.value)}
                  required
                  {...more}
                />
              )}
            </Field>
            <Field label="Another name" refusal={refusalOf('name')}>
              {more => <input name="name" {...more} />}
            </Field>
          </>
        )}
      </Form>
    </Dialog>
  )
}

function objectOf(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}
