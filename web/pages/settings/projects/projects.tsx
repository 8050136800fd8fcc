import { useState } from 'react'
import { useRefresh } from '../../../api/live.ts'
import { useChange } from '../../../api/use-change.ts'
import { usePage } from '../../../api/use-page.ts'
import { wordsOf } from '../../../format/names.ts'
import { exact } from '../../../format/numbers.ts'
import { momentName } from '../../../format/times.ts'
import { Card } from '../../../parts/card.tsx'
import { DataTable } from '../../../parts/data-table.tsx'
import { TextField } from '../../../parts/forms/fields.tsx'
import { FormDialog } from '../../../parts/forms/form-dialog.tsx'
import { textIn } from '../../../parts/forms/form-values.ts'
import { useZone } from '../../../session/viewer.tsx'
import {
  CreateProject,
  DeleteProject,
  Projects as ProjectsOperation,
  type ProjectsQuery,
  UpdateProject,
} from './projects.graphql.ts'

type Project = NonNullable<ProjectsQuery['projects']>['nodes'][number]
type Doing = { kind: 'create' } | { kind: 'zone' | 'delete'; project: Project }

/** All projects of the service, for super-admins. */
export default function Projects() {
  const page = usePage(ProjectsOperation, {})
  useRefresh(page.refresh)
  const [doing, setDoing] = useState<Doing | undefined>()
  const close = () => setDoing(undefined)
  return (
    <>
      <Card
        title="Projects"
        page={page}
        fields={['projects']}
        aside={
          <button type="button" className="button primary" onClick={() => setDoing({ kind: 'create' })}>
            New project
          </button>
        }
      >
        {({ projects }) => <ProjectTable projects={projects.nodes} start={setDoing} />}
      </Card>
      {doing?.kind === 'create' && <CreateForm onDone={page.refresh} onClose={close} />}
      {doing?.kind === 'zone' && <ZoneForm project={doing.project} onDone={page.refresh} onClose={close} />}
      {doing?.kind === 'delete' && (
        <DeleteForm project={doing.project} onDone={page.refresh} onClose={close} />
      )}
    </>
  )
}

function ProjectTable({ projects, start }: { projects: Project[]; start: (doing: Doing) => void }) {
  const zone = useZone()
  return (
    <DataTable
      label="Projects"
      rows={projects}
      keyOf={({ id }) => id}
      columns={[
        { name: 'Project', of: ({ id }) => id },
        { name: 'State', of: ({ status }) => wordsOf(status) },
        { name: 'Time zone', of: ({ timeZone }) => timeZone },
        { name: 'Events kept', isNumber: true, of: ({ retention }) => daysOf(retention.events) },
        { name: 'Messages kept', isNumber: true, of: ({ retention }) => daysOf(retention.messages) },
        {
          name: 'Events a day',
          isNumber: true,
          of: ({ limits }) => (limits.eventsPerDay === null ? 'as all' : exact(limits.eventsPerDay)),
        },
        { name: 'Created', of: ({ createdAt }) => momentName(createdAt, zone) },
        {
          name: '',
          of: project =>
            project.status === 'ACTIVE' && (
              <span className="actions">
                <button
                  type="button"
                  className="button"
                  aria-label={`Change the time zone of ${project.id}`}
                  onClick={() => start({ kind: 'zone', project })}
                >
                  Time zone
                </button>
                <button
                  type="button"
                  className="button quiet"
                  aria-label={`Delete ${project.id}`}
                  onClick={() => start({ kind: 'delete', project })}
                >
                  Delete
                </button>
              </span>
            ),
        },
      ]}
      empty="There are no projects."
    />
  )
}

const daysOf = (days: number | null) => (days === null ? 'for ever' : `${exact(days)} days`)

interface FormProps {
  onDone: () => void
  onClose: () => void
}

function CreateForm({ onDone, onClose }: FormProps) {
  const change = useChange()
  const save = async (form: FormData) => {
    const input = { id: textIn(form, 'id') ?? '', timeZone: textIn(form, 'timeZone') }
    const { refusals } = await change(CreateProject, { input })
    if (!refusals.length) onDone()
    return refusals
  }
  return (
    <FormDialog
      title="A new project"
      submit="Create the project"
      done="Created."
      save={save}
      onClose={onClose}
    >
      <TextField label="Name" name="id" required placeholder="shop" hint="It cannot be changed later." />
      <TextField
        label="Time zone"
        name="timeZone"
        placeholder="Europe/Berlin"
        hint="Empty: that of the service."
      />
    </FormDialog>
  )
}

function ZoneForm({ project, onDone, onClose }: FormProps & { project: Project }) {
  const change = useChange()
  const save = async (form: FormData) => {
    const input = { id: project.id, timeZone: textIn(form, 'timeZone') }
    const { refusals } = await change(UpdateProject, { input })
    if (!refusals.length) onDone()
    return refusals
  }
  return (
    <FormDialog
      title={`The time zone of “${project.id}”`}
      submit="Save"
      done="Saved: days are computed anew in the background."
      save={save}
      onClose={onClose}
    >
      <TextField label="Time zone" name="timeZone" required defaultValue={project.timeZone} />
    </FormDialog>
  )
}

function DeleteForm({ project, onDone, onClose }: FormProps & { project: Project }) {
  const change = useChange()
  const save = async (form: FormData) => {
    const input = { id: project.id, confirmation: textIn(form, 'confirmation') ?? '' }
    const { refusals } = await change(DeleteProject, { input })
    if (!refusals.length) onDone()
    return refusals
  }
  return (
    <FormDialog
      title={`Delete “${project.id}” and everything in it?`}
      submit="Delete the project"
      done="The deletion has begun; Limits shows its progress."
      save={save}
      onClose={onClose}
    >
      <p>All events, users, keys and definitions of the project go. None of it can be restored.</p>
      <TextField label="Type its name" name="confirmation" required autoComplete="off" />
    </FormDialog>
  )
}
