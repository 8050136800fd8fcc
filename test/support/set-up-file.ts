// What each program imports first: decorators record types with it.
import 'reflect-metadata'
import fc from 'fast-check'
import { seed } from './rounds.ts'

fc.configureGlobal({ seed })
