import { createHmac } from 'node:crypto'
import { same } from './signature.ts'

/** Signs what browsers keep for us, so that they can neither make nor change it. It can be read by them. */
export interface Seal {
  /** `purpose`: what is sealed for one is not taken for another. `until`: UTC ms. */
  close(purpose: string, fields: readonly string[], until: number): string
  /** The fields and until when they hold; null: not sealed by us for this, or over. */
  open(purpose: string, sealed: string): { readonly fields: readonly string[]; readonly until: number } | null
}

const form = /^([\w-]{1,1000})\.([\w-]{43})$/

export const createSeal = (key: Uint8Array, now: () => number): Seal => {
  const signOf = (purpose: string, payload: string): string =>
    createHmac('sha256', key).update(`${purpose}\n${payload}`).digest('base64url')
  return {
    close: (purpose, fields, until) => {
      const payload = Buffer.from(JSON.stringify([until, ...fields])).toString('base64url')
      return `${payload}.${signOf(purpose, payload)}`
    },
    open: (purpose, sealed) => {
      const [, payload = '', sign = ''] = form.exec(sealed) ?? []
      if (!same(signOf(purpose, payload), sign)) return null
      const [until, ...fields] = JSON.parse(Buffer.from(payload, 'base64url').toString()) as [number, ...string[]]
      return until > now() ? { fields, until } : null
    },
  }
}
