import type { Names } from '../../wire/views.ts'

/** Texts of recordings: the sign at the desk, and the page where they are heard. */
export const recordingTexts = {
  command_pause_recording: { zh: '暂停录音', en: 'Pause rec.' },
  command_resume_recording: { zh: '继续录音', en: 'Resume rec.' },
  recording_runs: { zh: '录音中', en: 'Recording' },
  recording_paused: { zh: '录音已暂停', en: 'Recording paused' },
  recording_goes_on: { zh: '{left} 后自动恢复', en: 'goes on by itself in {left}' },
  pause_subject: { zh: '为何暂停录音', en: 'What the pause is for' },
  subject_id_number: { zh: '身份证号', en: 'ID number' },
  subject_bank_card: { zh: '银行卡号', en: 'Bank card' },
  subject_password: { zh: '密码、验证码', en: 'Password, code' },
  subject_other: { zh: '其他', en: 'Other' },
  recording_none: { zh: '未录音', en: 'Not recorded' },

  recordings_link_own: { zh: '我的录音', en: 'My recordings' },
  recordings_link: { zh: '录音', en: 'Audio' },
  listen: { zh: '收听', en: 'Listen' },
} as const satisfies Record<string, Names>
