/** The TypeScript types of the scalars, as the documents list them. */
export const scalars = {
  Date: 'string',
  DateTime: 'string',
  Decimal: 'string',
  FilterValue: 'string | number | boolean',
  JSON: 'unknown',
  JSONObject: 'Record<string, unknown>',
  Quantity: 'number',
  SafeInt: 'number',
  SegmentValue: 'string | number | boolean',
}
