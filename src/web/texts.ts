import type { Names } from '../wire/views.ts'
import { attachmentTexts } from './texts/attachments.ts'
import type { campaignTexts } from './texts/campaigns.ts'
import { caseTexts } from './texts/case.ts'
import { caseLifeTexts } from './texts/case-life.ts'
import type { chatTexts } from './texts/chat.ts'
import { commonTexts } from './texts/common.ts'
import { deskTexts } from './texts/desk.ts'
import { deskHelpTexts } from './texts/desk-help.ts'
import type { exportTexts } from './texts/exports.ts'
import type { forecastTexts } from './texts/forecast.ts'
import type { keptPlaceTexts } from './texts/kept-places.ts'
import { knowledgeTexts } from './texts/knowledge.ts'
import type { knowledgeEditingTexts } from './texts/knowledge-editing.ts'
import type { officeTexts } from './texts/office.ts'
import type { outcomeWords } from './texts/outcomes.ts'
import type { pageLinkTexts } from './texts/page-links.ts'
import { phoneTexts } from './texts/phone.ts'
import type { privacyTexts } from './texts/privacy.ts'
import { recordingTexts } from './texts/recordings.ts'
import type { recordingPageTexts } from './texts/recordings-page.ts'
import type { scoreTexts } from './texts/scores.ts'
import { talkTexts } from './texts/talk.ts'
import type { unitTexts } from './texts/unit.ts'
import type { visitTexts } from './texts/visit.ts'
import type { visitsReportTexts } from './texts/visits-report.ts'
import { wallTexts } from './texts/wall.ts'

/** The texts of the hotline's own pages, Chinese first. `{name}` marks a place to fill. Words as in the trade's glossary. */
const atStart = {
  ...commonTexts,
  ...attachmentTexts,
  ...caseTexts,
  ...caseLifeTexts,
  ...deskTexts,
  ...knowledgeTexts,
  ...deskHelpTexts,
  ...phoneTexts,
  ...recordingTexts,
  ...talkTexts,
  ...wallTexts,
} as const

/** Texts of pages that others never show: they come with the page (`addTexts`), so that a desk need not fetch them. */
type Late = typeof campaignTexts &
  typeof chatTexts &
  typeof exportTexts &
  typeof forecastTexts &
  typeof keptPlaceTexts &
  typeof knowledgeEditingTexts &
  typeof officeTexts &
  typeof privacyTexts &
  typeof recordingPageTexts &
  typeof outcomeWords &
  typeof pageLinkTexts &
  typeof scoreTexts &
  typeof unitTexts &
  typeof visitTexts &
  typeof visitsReportTexts

export type TextKey = keyof typeof atStart | keyof Late

/** What is known so far, by key. */
export const texts = { ...atStart } as Record<TextKey, Names>

/** Adds the texts of a page, before it is drawn. */
export const addTexts = (more: Partial<Record<keyof Late, Names>>): void => void Object.assign(texts, more)
