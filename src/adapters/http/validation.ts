import type { FastifySchemaCompiler } from 'fastify'
import type { TSchema } from 'typebox'
import { Compile } from 'typebox/compile'

const integerText = /^(0|-?[1-9]\d{0,15})$/

const fromText = (value: unknown, type: unknown): unknown => {
  if (typeof value !== 'string') return value
  // a list of one has no second to show that it is a list
  if (type === 'array') return [value]
  if (type === 'integer' && integerText.test(value)) return Number(value)
  if (type === 'boolean' && (value === 'true' || value === 'false')) return value === 'true'
  return value
}

const typeOf = (schema: unknown): unknown =>
  typeof schema === 'object' && schema !== null && 'type' in schema ? schema.type : undefined

/** The fields of a query or path, which come as text, as what their schema wants where the text says exactly that. */
const readTexts = (properties: Readonly<Record<string, unknown>>, value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, text]) => [key, fromText(text, typeOf(properties[key]))]))
}

/**
 * Validates by TypeBox. Nothing is guessed, rounded, dropped or filled in: a body must be what its schema says, and a text in a
 * query is a number or a yes only in its plain form.
 */
export const validatorCompiler: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => {
  const validator = Compile(schema)
  const properties =
    'properties' in schema && typeof schema.properties === 'object' && schema.properties !== null
      ? { ...schema.properties }
      : {}
  return input => {
    const value = httpPart === 'body' ? input : readTexts(properties, input)
    return validator.Check(value) ? { value } : { error: new Error(`${httpPart} does not fit its schema`) }
  }
}
