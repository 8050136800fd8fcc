import { useState } from 'react'
import { useChange } from '../../../api/use-change.ts'
import { TextField } from '../../../parts/forms/fields.tsx'
import { FormDialog } from '../../../parts/forms/form-dialog.tsx'
import { instantIn } from '../../../parts/forms/form-values.ts'
import { RewindDestination } from './destinations.graphql.ts'

interface RewindProps {
  id: string
  name: string
  refresh: () => void
}

/** Sends everything again that has arrived since a time. */
export function Rewind({ id, name, refresh }: RewindProps) {
  const change = useChange()
  const [isOpen, setIsOpen] = useState(false)
  const save = async (form: FormData) => {
    const { refusals } = await change(RewindDestination, { input: { id, to: instantIn(form, 'to') ?? '' } })
    if (!refusals.length) refresh()
    return refusals
  }
  return (
    <>
      <button type="button" className="button" aria-label={`Rewind ${name}`} onClick={() => setIsOpen(true)}>
        Rewind
      </button>
      {isOpen && (
        <FormDialog
          title={`Send again to “${name}”`}
          submit="Rewind"
          done="Rewound: it is sent again from there."
          save={save}
          onClose={() => setIsOpen(false)}
        >
          <TextField
            label="Everything that has arrived since"
            name="to"
            type="datetime-local"
            required
            hint="The receiver gets these events a second time, under the same ids."
          />
        </FormDialog>
      )}
    </>
  )
}
