/**
 * GraphQL quotes the values that it cannot read. Whoever sent them knows them; proxies and clients keep error messages
 * where values should not be.
 */
export function withoutEcho(message: string): string {
  return echoes.reduce((text, [echo, instead]) => text.replace(echo, instead), message)
}

const echoes: [RegExp, string][] = [
  [
    / got invalid value [\s\S]*?(?=(?: at "[\w$.[\]]+")?; (?:Expected|Field|Value|Enum|\w+ cannot|A Decimal))/,
    ' got an invalid value',
  ],
  [/(cannot represent [a-z0-9 -]*?(?:value|string))\b[\s\S]*$/, '$1.'],
  [/Value "[\s\S]*" does not exist/, 'This value does not exist'],
  [/(Expected value of type "[^"]+"), found [\s\S]*$/, '$1.'],
  [/\b(found|Unexpected) (BlockString|String|Name|Int|Float) "[\s\S]*$/, '$1 $2.'],
  [/^Unknown operation named [\s\S]*$/, 'The document has no operation of this name.'],
]
