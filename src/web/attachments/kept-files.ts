import type { AttachmentView } from '../../wire/attachments.ts'

const isView = (value: unknown): value is AttachmentView => {
  if (typeof value !== 'object' || value === null) return false
  const { id, name, type, kind, bytes } = value as Record<string, unknown>
  return [id, name, type, kind].every(text => typeof text === 'string') && typeof bytes === 'number'
}

/** The uploads that a kept text holds. What is damaged holds none. */
export const filesOf = (field = ''): readonly AttachmentView[] => {
  try {
    const items: unknown = JSON.parse(field === '' ? '[]' : field)
    return Array.isArray(items) ? items.filter(isView) : []
  } catch {
    return []
  }
}

/** The uploads as a kept text has them. */
export const fieldOf = (items: readonly AttachmentView[]): string =>
  items.length === 0
    ? ''
    : JSON.stringify(items.map(({ id, name, type, kind, bytes }) => ({ id, name, type, kind, bytes })))
