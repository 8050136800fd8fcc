import { createContext } from 'react'

/** Whether the service answers only documents of a list, on which the operations of the page are whole, not cut. */
export const TrustedOnly = createContext(false)
