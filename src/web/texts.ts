import { attachmentTexts } from './texts/attachments.ts'
import { caseTexts } from './texts/case.ts'
import { caseLifeTexts } from './texts/case-life.ts'
import { citizenCaseTexts } from './texts/citizen-cases.ts'
import { commonTexts } from './texts/common.ts'
import { deskTexts } from './texts/desk.ts'
import { deskHelpTexts } from './texts/desk-help.ts'
import { knowledgeTexts } from './texts/knowledge.ts'
import { officeTexts } from './texts/office.ts'
import { phoneTexts } from './texts/phone.ts'
import { privacyTexts } from './texts/privacy.ts'
import { recordingTexts } from './texts/recordings.ts'
import { scoreTexts } from './texts/scores.ts'
import { talkTexts } from './texts/talk.ts'
import { unitTexts } from './texts/unit.ts'
import { wallTexts } from './texts/wall.ts'

/** Every text of the pages, Chinese first. `{name}` marks a place to fill. Words as in the trade's glossary. */
export const texts = {
  ...commonTexts,
  ...attachmentTexts,
  ...caseTexts,
  ...caseLifeTexts,
  ...citizenCaseTexts,
  ...deskTexts,
  ...knowledgeTexts,
  ...officeTexts,
  ...deskHelpTexts,
  ...phoneTexts,
  ...privacyTexts,
  ...recordingTexts,
  ...scoreTexts,
  ...talkTexts,
  ...unitTexts,
  ...wallTexts,
} as const

export type TextKey = keyof typeof texts
