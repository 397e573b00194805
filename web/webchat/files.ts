import { type Fields, fieldsOf } from '../chat/activity.ts';

/** The files of a message, which Web Chat keeps behind addresses of this page. */
export async function filesOf({ attachments }: Fields): Promise<readonly File[]> {
  const found = (Array.isArray(attachments) ? attachments : []).map(fieldsOf);
  return Promise.all(found.map(fileOf));
}

async function fileOf({ contentUrl, contentType, name }: Fields): Promise<File> {
  const bytes = await (await fetch(String(contentUrl))).blob();
  return new File([bytes], typeof name === 'string' ? name : 'file', { type: typeof contentType === 'string' ? contentType : bytes.type });
}
