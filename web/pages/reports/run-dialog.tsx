import { useAsked } from '../../address/location.ts'
import { variablesOf } from '../../address/variables.ts'
import { useChange } from '../../api/use-change.ts'
import { rangeName } from '../../format/times.ts'
import { ChoiceField } from '../../parts/forms/fields.tsx'
import { FormDialog } from '../../parts/forms/form-dialog.tsx'
import { RunReport } from './report.graphql.ts'

interface RunDialogProps {
  id: string
  begun: () => void
  onClose: () => void
}

/** Runs a report at once: about its own period or that of the page, and sent or only kept. */
export function RunDialog({ id, begun, onClose }: RunDialogProps) {
  const { question } = useAsked()
  const change = useChange()
  return (
    <FormDialog
      title="Run the report now"
      submit="Run it"
      done="Begun: it appears below when it is done."
      onClose={onClose}
      save={async form => {
        const { refusals } = await change(RunReport, {
          input: {
            id,
            deliver: form.get('deliver') === 'send',
            ...(form.get('range') === 'page' && { range: variablesOf(question).range }),
          },
        })
        if (!refusals.length) begun()
        return refusals
      }}
    >
      <ChoiceField
        label="About"
        name="range"
        choices={[
          ['own', 'the period of the report'],
          ['page', rangeName(question.range)],
        ]}
      />
      <ChoiceField
        label="And then"
        name="deliver"
        choices={[
          ['keep', 'keep it here'],
          ['send', 'send it to the recipients'],
        ]}
      />
    </FormDialog>
  )
}
