import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  type AttachmentType,
  attachmentTypes,
  kindOf,
  mostBytes,
  mostOfSubmission,
} from '../../../src/domain/attachments/kinds.ts'
import { sizeText } from '../../../src/web/attachments/size-text.ts'
import { refuseFile } from '../../../src/web/attachments/upload.ts'
import { attachmentExtensions, attachmentsAtATime, largestAttachment } from '../../../src/wire/attachments.ts'

test('given what pages know of attachments, it is what the house holds to', () => {
  assert.deepEqual(largestAttachment, mostBytes)
  assert.equal(attachmentsAtATime, mostOfSubmission)
  for (const type of Object.keys(attachmentTypes) as AttachmentType[])
    assert.ok(attachmentExtensions[kindOf(type)].includes(attachmentTypes[type].extension), type)
})

test('given a file that cannot be taken, the page says so before a byte is sent', () => {
  const refused = (name: string, size: number) => refuseFile({ name, size })
  assert.equal(refused('a.jpg', 0), 'attachment_empty')
  assert.equal(refused('IMG_1.HEIC', 5), 'attachment_heic')
  assert.equal(refused('a.JPG', largestAttachment.photo + 1), 'attachment_too_large')
  assert.equal(refused('a.mp4', largestAttachment.photo + 1), null)
  assert.equal(refused('a', largestAttachment.video + 1), 'attachment_too_large')
  assert.equal(refused('a.jpg', 5), null)
})

test('given sizes, they are written as people read them', () => {
  assert.deepEqual([5, 2_048, 1_572_864].map(sizeText), ['5 B', '2 kB', '1.5 MB'])
})
