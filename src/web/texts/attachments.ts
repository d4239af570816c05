import type { Names } from '../../wire/views.ts'

/** Texts of attachments: choosing and uploading them, and looking at them. */
export const attachmentTexts = {
  attachments: { zh: '附件', en: 'Attachments' },
  attachments_none: { zh: '没有附件。', en: 'No attachments.' },
  attachment_take_photo: { zh: '拍照', en: 'Take a photo' },
  attachment_choose: { zh: '选择文件', en: 'Choose files' },
  attachment_count: { zh: '{count}/{most} 个', en: '{count} of {most}' },
  attachment_hint: {
    zh: '照片不超过 10 MB，文档、录音 20 MB，视频 50 MB。照片和视频里的拍摄地点、设备信息会在上传时去除；文档不作改动，可能含有作者姓名。',
    en: 'Photos up to 10 MB, documents and sound 20 MB, videos 50 MB. The place and device in photos and videos are taken out; documents are not changed and may name their author.',
  },
  attachment_going: { zh: '正在上传 {count} 个文件', en: '{count} files are being uploaded' },
  attachment_done: { zh: '已上传 {count} 个文件', en: '{count} files are uploaded' },
  attachment_progress: { zh: '{name} 的上传进度', en: 'Progress of {name}' },
  attachment_again: { zh: '重试', en: 'Try again' },
  attachment_remove: { zh: '移除', en: 'Remove' },
  attachment_remove_named: { zh: '移除 {name}', en: 'Remove {name}' },
  attachment_unreachable: {
    zh: '网络中断，未上传。请检查网络后重试。',
    en: 'The network was interrupted; nothing was uploaded. Check it and try again.',
  },
  attachment_photo: { zh: '照片', en: 'Photo' },
  attachment_document: { zh: '文档', en: 'Document' },
  attachment_sound: { zh: '录音', en: 'Sound' },
  attachment_video: { zh: '视频', en: 'Video' },
  attachment_of: { zh: '第 {number} 个，共 {count} 个', en: '{number} of {count}' },
  attachment_close: { zh: '关闭', en: 'Close' },
  attachment_previous: { zh: '上一个', en: 'Previous' },
  attachment_next: { zh: '下一个', en: 'Next' },
  attachment_save: { zh: '下载', en: 'Download' },
  attachment_open_pdf: { zh: '在新窗口打开 PDF', en: 'Open the PDF in a new window' },
  attachment_save_to_read: { zh: '此类文档请下载后查看。', en: 'Download this document to read it.' },
  attachment_not_shown: {
    zh: '浏览器无法显示此附件，请下载后查看。',
    en: 'The browser cannot show this attachment; download it instead.',
  },
} as const satisfies Record<string, Names>
