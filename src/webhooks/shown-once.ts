/** A secret that was just made. It is shown in the answer of the mutation that made it, and never again. */
export interface NewSecret {
  url: string
  secret: string
}

const made = Symbol('new secrets')

/** Keeps new secrets on the definition for the answer of the mutation. Nothing stores or logs them. */
export const showOnce = (definition: object, secrets: NewSecret[]) =>
  void Object.assign(definition, { [made]: secrets })

export const newSecretsOf = (definition: object): NewSecret[] =>
  (definition as { [made]?: NewSecret[] })[made] ?? []
