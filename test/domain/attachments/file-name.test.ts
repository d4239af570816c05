import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { mostOfName, safeName } from '../../../src/domain/attachments/file-name.ts'

test('given names with paths, tricks and nothing in them, what is left is a name', () => {
  assert.equal(safeName('../../etc/passwd', 'text'), 'passwd.txt')
  assert.equal(safeName('C:\\Users\\wang\\照片.JPG', 'jpeg'), '照片.jpg')
  assert.equal(safeName('a／b∕..／现场.png', 'png'), '现场.png')
  assert.equal(safeName('invoice\u202egpj.exe', 'pdf'), 'invoicegpj.pdf')
  assert.equal(safeName('a\0b\r\nc\u007f\u0085.txt', 'text'), 'abc.txt')
  assert.equal(safeName('x"; filename="evil.html', 'png'), 'x__ filename=_evil.png')
  assert.equal(safeName('<img src=x>.png', 'png'), '_img src=x_.png')
  for (const name of ['', '.', '..', '...', ' . ', '.jpg', '\u200b', '\ud800'])
    assert.match(safeName(name, 'jpeg'), /^file.*\.jpg$/, JSON.stringify(name))
  for (const name of ['CON', 'nul.txt', 'Com1.tar.gz', 'LPT9', 'com¹'])
    assert.match(safeName(name, 'pdf'), /^file-/, name)
  assert.equal(safeName('报告.final.docx', 'docx'), '报告.final.docx')
  assert.equal(safeName('café', 'text'), 'café.txt')
})

test('given a name that is too long, it is cut between characters, never within one', () => {
  const family = '👨‍👩‍👧'
  const name = safeName(family.repeat(200), 'jpeg')
  assert.match(name, /\.jpg$/)
  assert.equal(name.isWellFormed(), true)
  const rare = safeName('𠮷'.repeat(300), 'pdf')
  assert.deepEqual([...rare].length, mostOfName)
  assert.equal(rare.replaceAll('𠮷', ''), '.pdf')
})

test('given any name at all, what comes of it is short, whole, and has nothing unseen in it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), given => {
      const name = safeName(given, 'webp')
      assert.match(name, /^[^/\\\p{Cc}\u202a-\u202e\u2066-\u2069<>:"|?*]+\.webp$/u)
      assert.ok([...name].length <= 3 * mostOfName)
      assert.equal(name, name.trim())
      assert.equal(name.isWellFormed(), true)
    }),
    { numRuns: 400 },
  )
})
