/**
 * Fields of answers by their names from before version 1, and their present names. Both show the property with the present
 * name, so a selection of fields has only present names. The old ones go with version 1.
 */
const formerFields: Record<string, string> = {
  avgResponseTimeMs: 'averageResponseTimeMs',
  timeline: 'buckets',
  warnings: 'caveats',
}

export const presentName = (field: string): string => formerFields[field] ?? field

/** The selection of an answer whose fields were in a `summary` of their own, which still shows them. */
export const withSummary = <Selection extends Record<string, object>>(selected: Selection): Selection => ({
  ...selected,
  ...selected.summary,
})
