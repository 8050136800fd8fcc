import { hrefOf, open, useAsked } from '../../address/location.ts'
import { useChange } from '../../api/use-change.ts'
import { ChoiceField } from '../../parts/forms/fields.tsx'
import { FormDialog } from '../../parts/forms/form-dialog.tsx'
import { choiceIn } from '../../parts/forms/form-values.ts'
import { ExportSql } from './sql.graphql.ts'

const formats = ['CSV', 'XLSX', 'JSON', 'NDJSON', 'PARQUET'] as const

interface ExportDialogProps {
  sql: string
  parameters: unknown
  onClose: () => void
}

/** Writes all rows into a file. */
export function ExportDialog({ sql, parameters, onClose }: ExportDialogProps) {
  const { question } = useAsked()
  const change = useChange()
  return (
    <FormDialog
      title="Export the rows"
      submit="Start the export"
      done="Started: the export runs in the background."
      onClose={onClose}
      save={async form => {
        const { refusals, saved } = await change(ExportSql, {
          input: { sql, parameters, format: choiceIn(form, 'format', formats) },
        })
        if (saved) open(hrefOf('/exports', question))
        return refusals
      }}
    >
      <ChoiceField label="Format" name="format" choices={formats.map(each => [each, each] as const)} />
    </FormDialog>
  )
}
