import { type TypedDocumentNode } from 'urql'

/** The text of an operation. For the compiler it is a document, from which urql takes the types of variables and answer. */
export type Operation<Data, Variables> = TypedDocumentNode<Data, Variables>

export const operation = <Data, Variables>(text: string) => text as unknown as Operation<Data, Variables>

export const textOf = (given: Operation<never, never>) => given as unknown as string
