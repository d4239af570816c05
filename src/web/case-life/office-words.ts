import { officeTexts } from '../texts/office.ts'
import { privacyTexts } from '../texts/privacy.ts'
import { addTexts } from '../texts.ts'

/* Words of the office come with whatever shows a case in full: a desk that only talks need not fetch them. */
addTexts(officeTexts)
addTexts(privacyTexts)
