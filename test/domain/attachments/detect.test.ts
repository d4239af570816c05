import assert from 'node:assert/strict'
import { test } from 'node:test'
import { judgeFile, kindByBeginning } from '../../../src/domain/attachments/detect.ts'
import { mostBytes } from '../../../src/domain/attachments/kinds.ts'
import { amrOf, docxOf, filmOf, jpegOf, pdfOf, pngOf, wavOf, webpOf, word, xlsxOf, zipOf } from './given-files.ts'

const text = (value: string) => Buffer.from(value)
const found = (bytes: Uint8Array, name = ''): string => {
  const judged = judgeFile(bytes, name)
  return 'refused' in judged ? judged.refused : judged.type
}

test('given files of the types that are taken, each is found by its content, whatever it is called within its kind', () => {
  assert.equal(found(jpegOf(), '现场.png'), 'jpeg')
  assert.equal(found(pngOf(), 'IMG_0001.HEIC'), 'png')
  assert.equal(found(webpOf(), 'x'), 'webp')
  assert.equal(found(pdfOf(), '发票.pdf'), 'pdf')
  assert.equal(found(docxOf(), '合同.docx'), 'docx')
  assert.equal(found(xlsxOf(), '表.xlsx'), 'xlsx')
  assert.equal(found(filmOf(), 'a.mp4'), 'mp4')
  assert.equal(found(filmOf('qt  '), 'a.mov'), 'mov')
  assert.equal(found(filmOf('M4A ', ['soun']), 'a.m4a'), 'm4a')
  assert.equal(found(filmOf('3gp4', ['soun']), 'a.3gp'), 'm4a')
  assert.equal(found(wavOf(), 'a.wav'), 'wav')
  assert.equal(found(amrOf(), 'a.amr'), 'amr')
  assert.equal(found(text('路灯不亮𠮷\r\n\t第二行'), 'a.txt'), 'text')
  assert.equal(found(Buffer.from('c2b7b5c6b2bbc1c1', 'hex'), 'gbk.txt'), 'text')
})

test('given markup, scripts and programs called photos, they are refused as disguised', () => {
  for (const bytes of [
    text('<!DOCTYPE html><script>alert(1)</script>'),
    text('  <svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>'),
    text('<?xml version="1.0"?><svg/>'),
    text('#!/bin/sh\nrm -rf /'),
    text('a photo of my street'),
    Buffer.concat([text('MZ'), Buffer.alloc(200)]),
    Buffer.concat([text('\x7fELF'), Buffer.alloc(200)]),
    Buffer.from('GIF89a\x01\0\x01\0<script>', 'latin1'),
  ])
    assert.equal(found(bytes, 'photo.jpg'), 'disguised', bytes.toString('latin1').slice(0, 20))
})

test('given markup and scripts under their own names or none, they are refused as what can run', () => {
  assert.equal(found(text('<html></html>'), 'page.html'), 'active')
  assert.equal(found(text('<svg/>')), 'active')
  assert.equal(found(text('alert(1)'), 'x.js'), 'active')
  assert.equal(found(jpegOf(), 'photo.jpg.exe'), 'active')
  assert.equal(found(jpegOf(), 'photo.html . '), 'active')
})

test('given a file of another kind than its name says, it is refused as disguised', () => {
  assert.equal(found(pdfOf(), 'photo.jpg'), 'disguised')
  assert.equal(found(jpegOf(), 'contract.pdf'), 'disguised')
  assert.equal(found(filmOf(), 'voice.m4a'), 'disguised')
  assert.equal(found(filmOf('M4A ', ['vide'])), 'disguised')
})

test('given two files in one, it is refused as disguised', () => {
  const archive = zipOf({ 'a.txt': 'x' })
  for (const rest of [
    archive,
    text('%PDF-1.4'),
    text('<html><script>'),
    text('<?php x ?>'),
    Buffer.concat([text('x'), archive]),
  ]) {
    assert.equal(found(jpegOf({ rest }), 'a.jpg'), 'disguised')
    assert.equal(found(pngOf({ rest }), 'a.png'), 'disguised')
    assert.equal(found(webpOf({ rest }), 'a.webp'), 'disguised')
  }
  assert.equal(found(Buffer.concat([pdfOf(), archive]), 'a.pdf'), 'disguised')
  assert.equal(found(pdfOf('<html><script>alert(1)</script>'), 'a.pdf'), 'disguised')
})

test('given an archive that is no document, hides something, or carries macros or programs, it is refused', () => {
  assert.equal(found(zipOf({ 'a.txt': 'x' }), 'a.docx'), 'unknown')
  assert.equal(found(docxOf({ 'word/vbaProject.bin': 'x' })), 'active')
  assert.equal(found(docxOf({ 'word/embeddings/oleObject1.bin': 'x' })), 'active')
  assert.equal(found(docxOf({ 'word/evil.EXE': 'x' })), 'active')
  assert.equal(found(docxOf({ '../../etc/passwd': 'x' })), 'damaged')
  assert.equal(found(docxOf({ 'xl/workbook.xml': 'x' })), 'unknown')
  assert.equal(found(zipOf({ '[Content_Types].xml': '' }, { flags: 1 })), 'damaged')
  assert.equal(found(Buffer.concat([docxOf(), text('tail')])), 'damaged')
  const hidden = zipOf(word, { gap: text('hidden'.repeat(9)) })
  assert.equal(found(hidden), 'damaged')
  assert.equal(found(zipOf(word, { gap: Buffer.alloc(16) })), 'docx')
})

test('given a document that unpacks to more than anyone reads, it is refused', () => {
  const bomb = docxOf({ 'word/media/a.bin': 'x' })
  const at = bomb.toString('latin1').lastIndexOf('PK\x01\x02')
  bomb.writeUInt32LE(0xfffffff0, at + 24)
  assert.equal(found(bomb), 'damaged')
})

test('given an iPhone’s own photo, the refusal says which one it is', () => {
  const heic = Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1')
  assert.equal(found(heic, 'IMG.HEIC'), 'heic')
  assert.equal(found(heic, 'IMG.jpg'), 'heic')
})

test('given files that run, are cut short or nest without end, they are refused', () => {
  assert.equal(found(pdfOf('/OpenAction <</S/JavaScript>>')), 'active')
  assert.equal(found(pdfOf().subarray(0, 40)), 'damaged')
  assert.equal(found(jpegOf().subarray(0, -4)), 'damaged')
  assert.equal(found(pngOf().subarray(0, -4)), 'damaged')
  assert.equal(found(webpOf().subarray(0, -4)), 'damaged')
  assert.equal(found(amrOf().subarray(0, -4)), 'damaged')
  assert.equal(found(filmOf().subarray(0, -4)), 'damaged')
  assert.equal(found(Buffer.alloc(0), 'a.jpg'), 'empty')
  assert.equal(found(Buffer.from([1, 2, 3, 0, 5])), 'unknown')
  let deep = Buffer.from('\0\0\0\x08moov', 'latin1')
  for (let depth = 0; depth < 20_000; depth += 1) {
    const head = Buffer.from('\0\0\0\0moov', 'latin1')
    head.writeUInt32BE(8 * (depth + 2))
    deep = depth < 50 ? Buffer.concat([head, deep]) : deep
  }
  const film = filmOf()
  film.writeUInt32BE(film.readUInt32BE(film.indexOf('moov') - 4) + deep.length, film.indexOf('moov') - 4)
  const at = film.indexOf('uuid') - 4
  assert.equal(found(Buffer.concat([film.subarray(0, at), deep, film.subarray(at)])), 'damaged')
})

test('given a file larger than its kind may be, it is refused as that, and its first bytes are enough to say so', () => {
  const large = Buffer.concat([jpegOf(), Buffer.alloc(mostBytes.photo)])
  assert.equal(found(large), 'too_large')
  assert.equal(found(Buffer.alloc(mostBytes.document + 1, 'a')), 'too_large')
  assert.equal(kindByBeginning(large.subarray(0, 12)), 'photo')
  assert.equal(kindByBeginning(docxOf().subarray(0, 12)), 'document')
  assert.equal(kindByBeginning(wavOf().subarray(0, 12)), 'sound')
  assert.equal(kindByBeginning(filmOf().subarray(0, 12)), null)
})
