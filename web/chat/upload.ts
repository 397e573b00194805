/** Sends files with their message: the one call that tells how far it is. */
import { type Answer, CallFailed } from './calls.ts';

/** Milliseconds after which an upload counts as unanswered. */
const PATIENCE = 120_000;
const ACTIVITY = 'application/vnd.microsoft.activity';

/** The message and its files as one body; files of the same name get different ones, because they are told apart by them. */
export function uploadForm(activity: object, files: readonly File[]): FormData {
  const form = new FormData();
  const named = files.map((file, i) => [uniqueName(files, i), file] as const);
  const attachments = named.map(([name, { type }]) => ({ contentType: type || 'application/octet-stream', name }));
  form.append('activity', new Blob([JSON.stringify({ ...activity, attachments })], { type: ACTIVITY }));
  for (const [name, file] of named) form.append('file', file, name);
  return form;
}

function uniqueName(files: readonly File[], index: number): string {
  const name = files[index]?.name || 'file';
  const before = files.slice(0, index).filter((file) => (file.name || 'file') === name).length;
  return before === 0 ? name : name.replace(/(\.[^.]*)?$/, ` (${before + 1})$1`);
}

/** Posts the form; `progress` hears how much of it is on its way, in whole percent. Rejects with CallFailed. */
export function upload(address: string, token: string, form: FormData, progress: (percent: number) => void): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', address);
    request.setRequestHeader('Authorization', `Bearer ${token}`);
    request.timeout = PATIENCE;
    request.upload.onprogress = ({ loaded, total, lengthComputable }) => lengthComputable && progress(Math.floor((loaded / total) * 100));
    request.onload = () => (request.status < 300 ? resolve({}) : reject(new CallFailed(request.status, retryAfter(request))));
    request.onerror = () => reject(new CallFailed(undefined));
    request.ontimeout = request.onerror;
    request.send(form);
  });
}

function retryAfter(request: XMLHttpRequest): number | undefined {
  const seconds = Number(request.getResponseHeader('Retry-After'));
  return seconds > 0 ? seconds * 1000 : undefined;
}
